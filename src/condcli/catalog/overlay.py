"""A library of several catalogs: one's own over the bundled pages."""

import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from msgspec.structs import replace

from condcli.catalog.files import content_of, data_folder, decode, read, refuse_double_keys, side_files
from condcli.catalog.laid_over import Overlay, agreed, faults, laid_over
from condcli.catalog.library import Library, Whose
from condcli.catalog.version1 import as_version_2
from condcli.errors import BadData
from condcli.models import Catalog, Glossary, Sayings, Site, Symptom, Symptoms, Term

ADDED_FILES = ("symptoms.json", "glossary.json", "sayings.json")  # beside an overlay they add, too


def open_library(paths: Sequence[Path] = (), *, only: bool = False, site: Site | None = None) -> Library:
    """The bundled pages with those of these files, or `only` the latter; a BadData says what is wrong.

    `site` decides where the files do not agree on whose pages these are.
    """
    bundled = data_folder() / "conditions.json"
    own = [path for path in dict.fromkeys(paths) if only or not _same(path, bundled)]
    if not own:
        return Library.open()
    if only and len(own) == 1:
        return Library.open(own[0])
    library = Overlaid(own, base=None if only else bundled, site=site or Site())
    library.prepare()
    return library


def _same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except (OSError, ValueError):
        return False


class Overlaid(Library):
    """Catalog files over the bundled one, or over nothing."""

    slow = True
    marks = True

    def __init__(self, paths: Sequence[Path], *, base: Path | None, site: Site) -> None:
        super().__init__(paths[0])
        self.paths, self._base, self._settled = tuple(paths), base, site
        self._files = (*self.paths, base) if base else self.paths

    @property
    def is_bundled(self) -> bool:
        """Whether the bundled pages are below; those of one's own say who added them."""
        return self._base is not None

    @property
    def identity(self) -> bytes:
        """What tells this library from others on the same computer."""
        return b"\0".join([self.salt, *(os.fsencode(p.absolute()) for p in self._files)])

    @property
    def salt(self) -> bytes:  # type: ignore[override]
        """Who adds it, where no file says so."""
        return "\0".join([self._settled.name or "", *(p.name for p in self.paths)]).encode(
            errors="surrogatepass"
        )

    @property
    def sources(self) -> tuple[Path, ...]:
        """The files that it is compiled from: those of `contents` first."""
        bundled = side_files(data_folder() / "conditions.json")
        return (*self._files, *bundled, *(file for name in ADDED_FILES for file in self._beside(name)))

    @cached_property
    def contents(self) -> tuple[bytes, ...]:
        """The content of each catalog file."""
        return tuple(map(content_of, self._files))

    @cached_property
    def overlaid(self) -> tuple[Overlay, ...]:
        """The files of one's own."""
        found = []
        for path, content in zip(self.paths, self.contents, strict=False):
            catalog = decode(path, as_version_2(content), Catalog)
            file = os.fsencode(path.name).decode(errors="replace")  # whose bytes may be no text
            found.append(Overlay(path, catalog, catalog.site.name or self._settled.name or file))
        return tuple(found)

    @property
    def language(self) -> str:
        """In which language the pages are: that of the bundled ones, where they are there."""
        return self._bundled.language if self._base is None else "en"

    @cached_property
    def catalog(self) -> Catalog:
        """All pages as they are shown."""
        return laid_over(self._bundled, self.overlaid)

    @cached_property
    def _bundled(self) -> Catalog:
        if self._base is None:
            return Catalog(version=2, language=self.overlaid[0].catalog.language, conditions=())
        return decode(self._base, self.contents[-1], Catalog)

    @cached_property
    def site(self) -> Site:
        """Whose pages these are; a BadData where two files do not agree and nothing settles it."""
        files = zip(self.paths, self.contents, strict=False)
        whose = [(path, decode(path, content, Whose).site) for path, content in files]
        return agreed(self._settled, whose)

    def prepare(self) -> None:
        """Check what comes from outside, and compile it; where that cannot be kept, the whole is read."""
        super().prepare()
        if not self._ready:  # the names of the first file alone are not all
            self.by_id  # noqa: B018  reads the catalog

    def check(self) -> None:
        """A BadData says what is wrong with an overlay, or between it and the bundled pages."""
        for overlay, content in zip(self.overlaid, self.contents, strict=False):
            refuse_double_keys(overlay.path, content)
        for overlay, found in faults(self._bundled, self.overlaid):
            raise BadData(overlay.path, found.what, f"record {found.id}")

    @cached_property
    def symptoms(self) -> dict[str, Symptom]:
        """The symptom vocabulary by id: one's own names stand beside the bundled ones of the same symptom.

        When it is an emergency is said in one's own words only where there are any.
        """
        found: dict[str, Symptom] = {}
        for path in self._each("symptoms.json"):
            for own in read(path, Symptoms).symptoms:
                there = found.get(own.id, own)
                before = [there.medical] if own.medical and there.medical else []
                named = dict.fromkeys((*there.aliases, *before, own.name, *own.aliases))
                found[own.id] = replace(
                    there,
                    medical=own.medical or there.medical,
                    aliases=tuple(name for name in named if name not in (there.name, own.medical)),
                    emergency=own.emergency or there.emergency,
                )
        return found

    @cached_property
    def glossary(self) -> tuple[Term, ...]:
        """Hard words in plain words: one's own first."""
        files = reversed(list(self._each("glossary.json")))
        return tuple(t for path in files for t in read(path, Glossary).terms)

    @cached_property
    def said(self) -> Sayings:
        """What people say for a record: that may mean it, and that opens it."""
        sayings: dict[str, tuple[str, ...]] = {}
        opening: dict[str, tuple[str, ...]] = {}
        for path in self._each("sayings.json"):
            file = read(path, Sayings)
            for every, own in ((sayings, file.sayings), (opening, file.opening)):
                for id_, said in own.items():
                    every[id_] = (*every.get(id_, ()), *said)
        return Sayings(1, sayings, opening)

    def _beside(self, name: str) -> Iterator[Path]:
        folders = dict.fromkeys(path.parent for path in self.paths)
        yield from (folder / name for folder in folders if os.path.lexists(folder / name))

    def _each(self, name: str) -> Iterator[Path]:
        """The bundled file of that name, then those beside the overlays."""
        yield from dict.fromkeys((data_folder() / name, *self._beside(name)))

    def _side_file(self, name: str) -> Path:
        return data_folder() / name

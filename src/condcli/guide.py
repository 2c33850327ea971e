"""The public face for programs: everything else in the package may change without notice."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import RLock
from typing import TypeVar

import msgspec

from condcli.catalog import compiled
from condcli.catalog.library import Library
from condcli.catalog.overlay import open_library
from condcli.errors import CondError, DamagedCopy, UsageFault
from condcli.finding.answers import Found
from condcli.json_answers import Page, Resolution
from condcli.models import Condition, Site
from condcli.names.normalize import sayable

T = TypeVar("T")


class Guide:
    """A catalog to look things up in, offline.

        guide = Guide.open()
        found = guide.resolve("my mom has shingles")
        if found.status == "match":
            print(guide.page(found.matches[0].id).summary)

    What it answers has the shapes that the command prints with --json (docs/schema.json).
    Threads may share one; they take turns.
    """

    def __init__(self, library: Library) -> None:
        self._library, self._turn = library, RLock()

    @classmethod
    def open(cls, catalog: Path | str | None = None, *, only: bool = False) -> "Guide":
        """The bundled guide, with the pages of a catalog file beside it or `only` those.

        A condcli.errors.BadData says what is wrong with the file.
        """
        return cls(open_library([Path(catalog)] if catalog is not None else [], only=only))

    @property
    def site(self) -> Site:
        """Whose pages these are, whom to call, and whom to tell of a mistake."""
        return self._library.site

    def resolve(self, name: str) -> Resolution:
        """What a name, alias, code or phrase means: one record, several or none; it never fails."""
        from condcli.finding import own_words  # noqa: PLC0415  as below

        said = sayable(name)
        return self._told(lambda library: own_words.meant(library, library.resolver.resolve(said)))

    def page(self, id_: str) -> Page:
        """The whole page of a record with its trials and research; UsageFault for an id that is not there."""
        from condcli.finding.related import related  # noqa: PLC0415  names do without
        from condcli.store import shown  # noqa: PLC0415  the store is opened for pages only

        def read(library: Library) -> Page:
            if id_ not in library.by_id:
                raise UsageFault(f"There is no record {id_!r}. Guide.list() names all of them.")
            record = library.record(id_)
            return Page(
                **msgspec.structs.asdict(record),
                trials=shown.trials(library, id_, tell=_quietly),
                research=shown.research(library, id_, limit=5, tell=_quietly),
                related=related(library, record),
            )

        return self._told(read)

    def find(self, words: str) -> Found:
        """What free words call for and find: help first, then conditions, sentences and terms."""
        from condcli.finding import find, help_now  # noqa: PLC0415  names do without

        said = sayable(words)
        helped, found = self._told(lambda library: find.find(library, said))
        return found.answer(said, help_now.for_programs(helped))

    def list(self) -> Iterator[Condition]:
        """Every record, by its name."""
        return self._told(lambda library: iter(sorted(library.conditions, key=lambda c: c.name.casefold())))

    def _told(self, read: Callable[[Library], T]) -> T:
        """What is read from the library, which threads do in turn; a damaged copy of it is made once more."""
        with self._turn:  # the tables of names are one connection
            try:
                return read(self._library)
            except DamagedCopy:  # it is gone
                pass
            except CondError:
                raise
            except Exception as fault:  # noqa: BLE001  raised again where no damage explains it
                compiled.discarded_for(fault)
            compiled.forget(self._library)
            return read(self._library)


def _quietly(_: str) -> None:
    """A note on the store that a person at a terminal would be told."""

"""What a person has chosen once for all commands: by an option, a variable, or in the configuration file.

An option stands above a CONDCLI_* variable, that above the configuration, that above what other programs
heed too, such as PAGER. The file is read only where it exists.
"""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec
from msgspec import Struct

from condcli.errors import BadConfiguration, BadSetting, shortened
from condcli.models import Site

Color = Literal["auto", "always", "never"]
Language = Literal["en", "es", "fr", "vi"]
COLORS: tuple[Color, ...] = get_args(Color)
LANGUAGES: tuple[Language, ...] = get_args(Language)
NO_HOME = "/nonexistent"  # where Debian has those live who live nowhere; "~" would be a folder in this one
WIDTHS = range(20, 501)
MOST_BYTES, MOST_DOTS = 2**18, 100  # of a file, and of a line: tomllib takes room by the square of a.a.a


class Configuration(Struct, frozen=True, forbid_unknown_fields=True):
    """config.toml."""

    catalog: str | tuple[str, ...] | None = None
    only: bool | None = None
    plain: bool | None = None
    pager: str | None = None
    width: int | Literal["auto"] | None = None
    color: Color | None = None
    language: Language | None = None
    site: Site = Site()


class Value(Struct, frozen=True):
    """A setting, what it is, and where that comes from."""

    name: str
    value: Any
    source: str


class Run:
    """What this run of the program was told, what it has read, and whose pages its answers show."""

    given: dict[str, object] = {}  # noqa: RUF012  emptied by `forget`
    read: Configuration | None = None
    site: Site = Site()


run = Run()


def forget() -> None:
    """Start a run of the program."""
    run.given, run.read, run.site = {}, None, Site()


def _flag(text: str) -> bool:
    return text.casefold() not in {"0", "false", "no", "off"}


def width_of(text: str) -> int | str:
    """A number of columns, or "auto"; a ValueError for anything else."""
    if text.casefold() == "auto":
        return "auto"
    if (columns := int(text)) not in WIDTHS:
        raise ValueError(text)
    return columns


class Kind(Struct, frozen=True):
    """How a setting is read from a variable, what it may be, and what it is where nobody says."""

    read: Callable[[str], object]
    wanted: str
    default: object
    in_file: str | None = None  # what it may be in the file, where that is something else


KINDS: dict[str, Kind] = {
    "catalog": Kind(
        lambda text: tuple(Path(path) for path in text.split(os.pathsep) if path),
        f"one path or several, with {os.pathsep} between them",
        (),
        in_file="a path in quotes, or a list of them",
    ),
    "only": Kind(_flag, "1 or 0", default=False, in_file="true or false"),
    "plain": Kind(_flag, "1 or 0", default=False, in_file="true or false"),
    "pager": Kind(str, "a program", "less", in_file="a program in quotes"),
    "width": Kind(width_of, f"auto, or {WIDTHS[0]} to {WIDTHS[-1]} columns", None),
    "color": Kind(lambda text: COLORS[COLORS.index(text.casefold())], "auto, always or never", "auto"),
    "language": Kind(lambda text: LANGUAGES[LANGUAGES.index(text.casefold())], "en, es, fr or vi", "en"),
}


def value(name: str) -> Any:  # noqa: ANN401  each setting has a type of its own
    """What a setting is."""
    return found(name).value


def found(name: str) -> Value:
    """A setting with where it comes from; a BadSetting or BadConfiguration where it cannot be used."""
    if name in run.given:
        return Value(name, run.given[name], f"--{name}")
    kind, variable = KINDS[name], f"CONDCLI_{name.upper()}"
    if said := os.environ.get(variable):
        try:
            return Value(name, kind.read(said), variable)
        except ValueError:
            run.given[name] = kind.default  # it is complained about once
            raise BadSetting(variable, said, kind.wanted) from None
    if (configured := getattr(configuration(), name)) is not None:
        if name == "catalog":  # its paths count from the file's own folder
            paths = (configured,) if isinstance(configured, str) else configured
            configured = tuple(file().parent / os.path.expanduser(path) for path in paths)  # noqa: PTH111  whose home it is may be unknown
        return Value(name, configured, str(file()))
    return _heeded_elsewhere(name) or Value(name, kind.default, "default")


def _heeded_elsewhere(name: str) -> Value | None:
    """What a variable that other programs heed, too, says of a setting."""
    if name == "plain" and os.environ.get("ACCESSIBLE", "0") not in {"", "0"}:
        return Value("plain", value=True, source="ACCESSIBLE")
    if name == "pager" and (pager := os.environ.get("PAGER")) is not None:
        return Value("pager", pager, "PAGER")
    if name == "color" and os.environ.get("NO_COLOR"):
        return Value("color", "never", "NO_COLOR")
    if name == "color" and os.environ.get("FORCE_COLOR", "0") not in {"", "0"}:
        return Value("color", "always", "FORCE_COLOR")
    return None


def check(*, complain: bool = True) -> None:
    """A BadSetting or BadConfiguration where something is set that cannot be used.

    Without `complain` the default takes its place: something more urgent is to be said.
    """
    for name in KINDS:
        try:
            found(name)
        except (BadSetting, BadConfiguration):
            if complain:
                raise


def file() -> Path:
    """Where the configuration file stands, or would."""
    return config_home() / "config.toml"


def config_home() -> Path:
    """The folder of the configuration: CONDCLI_CONFIG_HOME, or where the system keeps such folders."""
    if given := os.environ.get("CONDCLI_CONFIG_HOME"):
        return Path(given)
    if sys.platform not in {"win32", "darwin", "ios", "android"}:
        # What platformdirs answers there, without the 13 ms that importing it costs
        base = os.environ.get("XDG_CONFIG_HOME", "").strip()
        if os.path.isabs(base):  # noqa: PTH117  of a string
            return Path(base, "condcli")
        home = os.path.expanduser("~")  # noqa: PTH111  there may be none
        return Path(NO_HOME if home == "~" else home, ".config", "condcli")
    from platformdirs import user_config_path  # noqa: PLC0415  slow

    return user_config_path("condcli", appauthor=False)


def configuration() -> Configuration:
    """What the file says; it is complained about once, and then done without, so that help can be shown."""
    if run.read is None:
        run.read = Configuration()
        if os.path.lexists(file()):
            run.read = read(file())
    return run.read


def read(path: Path) -> Configuration:
    """A configuration file; a BadConfiguration says what is wrong with it."""
    import tomllib  # noqa: PLC0415  for those who have a configuration

    from condcli.catalog.files import content_of  # noqa: PLC0415  the same
    from condcli.errors import BadData  # noqa: PLC0415  the same

    try:
        content = content_of(path) if path.stat().st_size else b""
        if len(content) > MOST_BYTES or any(line.count(b".") > MOST_DOTS for line in content.splitlines()):
            raise BadConfiguration(path, "it is too large, or has a line with more dots than settings have")
        raw = tomllib.loads(content.decode("utf-8-sig"))
        for what in _refused(raw):
            raise BadConfiguration(path, what)
    except BadData as fault:
        raise BadConfiguration(path, fault.what) from fault
    except OSError as fault:
        raise BadConfiguration(path, f"cannot be read ({fault.strerror})") from fault
    except RecursionError:
        raise BadConfiguration(path, "is nested too deeply") from None
    except UnicodeDecodeError as fault:
        raise BadConfiguration(path, "it is not text in UTF-8") from fault
    except tomllib.TOMLDecodeError as fault:
        raise BadConfiguration(path, str(fault)) from fault
    except ValueError as fault:  # Python reads and writes out no number of more than 4,300 digits
        raise BadConfiguration(path, "it holds a number that is too long") from fault
    return msgspec.convert(raw, Configuration)


def _refused(raw: dict[str, Any]) -> Iterator[str]:
    """What is wrong with each setting of a file."""
    for name, said in raw.items():
        if name == "site" and isinstance(said, dict):
            for part, text in said.items():
                if part not in Site.__struct_fields__:
                    known = ", ".join(Site.__struct_fields__)
                    yield f"there is no setting site.{shortened(part)}; there are {known}"
                elif not (isinstance(text, str) and text):
                    yield f"site.{part} is {shortened(repr(text))} and must be a text in quotes"
        elif name == "site":
            yield f"site is {shortened(repr(said))} and must be a part of the file that begins with [site]"
        elif name not in KINDS:
            known = ", ".join(Configuration.__struct_fields__)
            yield f"there is no setting {shortened(name)}; there are {known}"
        elif not _fits(name, said):
            yield f"{name} is {shortened(repr(said))} and must be {KINDS[name].in_file or KINDS[name].wanted}"


def _fits(name: str, said: object) -> bool:
    try:
        width = msgspec.convert({name: said}, Configuration).width
    except msgspec.ValidationError:
        return False
    if name == "catalog" and "\0" in "".join(said if isinstance(said, list) else [str(said)]):
        return False  # no path has one
    return not isinstance(width, int) or width in WIDTHS

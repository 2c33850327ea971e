"""What `--json` prints of this computer: the files that were made, and what is set."""

from condcli.json_answers import Answer


class HandoutFile(Answer, frozen=True):
    """A handout that was made."""

    id: str
    name: str
    path: str


class Handouts(Answer, frozen=True):
    """The files that were made; of several, the `index` lists them."""

    files: tuple[HandoutFile, ...]
    index: str | None


class Setting(Answer, frozen=True):
    """A setting: its value, and the option, variable or file that it comes from."""

    name: str
    value: str | None
    source: str


class Configured(Answer, frozen=True):
    """What is set, and the file in which it may be."""

    file: str
    exists: bool
    settings: tuple[Setting, ...]

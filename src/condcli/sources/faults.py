"""What can go wrong with a source or with what is stored of it."""

from pathlib import Path

from condcli.errors import CondError, short_path, shortened

LONGEST = 300  # characters of what went wrong, which may repeat what a server said
MOST_READ = 100 * LONGEST  # of what a server said: millions of words would fill the memory


class SourceFault(CondError):
    """A source did not give what we asked for; `what` says why, shortened; `passing` if it may later."""

    exit_code = 5
    kind = "unreachable"
    advice = "Nothing was changed. Try again later."
    passing = True

    def __init__(self, source: str, what: str) -> None:
        self.source = source
        self.what = shortened(" ".join(what[:MOST_READ].split()), LONGEST)  # in one line
        super().__init__(source, self.what)

    def __str__(self) -> str:
        return f"{self.source}: {self.what}. {self.advice}"


class Unreachable(SourceFault):
    """There was no answer; `dropped` if one had begun, so that asking again may help."""

    advice = "Nothing was changed. Check the connection and try again."

    def __init__(self, source: str, what: str, *, dropped: bool) -> None:
        self.dropped = dropped
        super().__init__(source, what)


class Refused(SourceFault):
    """The answer was an error; `reason` is the source's own, `retry_after` how long it asks us to wait."""

    kind = "refused"

    def __init__(
        self, source: str, status: int, retry_after: float | None = None, reason: str | None = None
    ) -> None:
        from http import HTTPStatus  # noqa: PLC0415  for this rare fault only

        self.status, self.retry_after, self.reason = status, retry_after, reason
        self.passing = status in {408, 425, 429} or status >= 500  # noqa: PLR2004  the source's fault
        if "api key" in (reason or "").lower() and not self.passing:
            self.advice = "Nothing was changed. Correct NCBI_API_KEY, or unset it."
        elif not self.passing:
            self.advice = "Nothing was changed. To ask again will not help: please report this."
        meaning = HTTPStatus(status).phrase if status in set(HTTPStatus) else "unknown"
        wait = f", and asks us to wait {retry_after:.0f} seconds" if retry_after else ""
        said = f": {reason.rstrip('.')}" if reason else ""
        super().__init__(source, f"it answered with error {status} ({meaning}){said}{wait}")


class BadAnswer(SourceFault):
    """The answer cannot be used."""

    kind = "bad-answer"


class Doubtful(BadAnswer):
    """An answer that lists far less than what is stored; it counts once a second answer says the same."""

    kind = "doubtful"
    advice = "What was stored is kept. If it is right, update again: a second such answer counts."

    def __init__(self, source: str, items: str, listed: int, stored: int) -> None:
        super().__init__(source, f"it lists {listed:,} {items} where {stored:,} are stored")
        self.listed, self.stored = listed, stored


class StoreFault(CondError):
    """The store of trials and papers cannot be used; `what` says why."""

    exit_code = 5
    kind = "store"

    def __init__(self, path: Path, what: str, advice: str) -> None:
        self.path, self.what, self.advice = path, what, advice
        super().__init__(str(path), what)

    def __str__(self) -> str:
        return f"{short_path(self.path)} {self.what}. {self.advice}"


class LostStore(StoreFault):
    """The file that was open is in use no more: it was set aside, or another stands in its place."""


class UnknownTrial(CondError):
    """No trial of that number is stored, or known to the registry that was `asked`."""

    exit_code = 3
    kind = "unknown"

    def __init__(self, nct_id: str, asked: str | None = None) -> None:
        self.nct_id, self.asked = nct_id, asked
        super().__init__(nct_id)

    def __str__(self) -> str:
        if self.asked:
            return f"{self.asked} has no trial {self.nct_id}. Check the number."
        again = f"condcli trial {self.nct_id} --refresh"
        return f"No trial {self.nct_id} is stored here. To ask the registry: {again}"

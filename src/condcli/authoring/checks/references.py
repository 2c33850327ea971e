"""L: what a record rests on: its references and their dates."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from condcli import clock
from condcli.authoring.checks.rules import for_record
from condcli.authoring.checks.subject import PLACEHOLDER, Spot, Subject, quoted
from condcli.models import Bullets, Reference

MODEL_PAGE = "model page"  # its references are kept whether a section rests on them or not
_ADDRESS = re.compile(r"https?://[^\s/.]+(?:\.[^\s/.]+)+(?:/\S*)?")


def _references(subject: Subject) -> Iterator[tuple[str, Reference]]:
    """The references with their places; those that are still to be written are left out."""
    for number, reference in enumerate(subject.record.references, 1):
        if not PLACEHOLDER.search(reference.title):
            yield f"references.{number}", reference


@for_record("L001", "error", "A reference does not say what it is", "Give its publisher and its title")
def _unnamed(subject: Subject) -> Iterator[Spot]:
    for place, reference in _references(subject):
        for field in ("publisher", "title"):
            if not getattr(reference, field).strip():
                yield place, f"the {field} is empty"


@for_record(
    "L002", "error", "A reference has no address that a reader can trust",
    'Give its https address, or in "via" the reason: "book", or "older page" for one under plain http',
)  # fmt: skip
def _addresses(subject: Subject) -> Iterator[Spot]:
    for place, reference in _references(subject):
        if reference.url is not None and not _ADDRESS.fullmatch(reference.url):
            yield place, f"{quoted(reference.url)} is not an address"
        elif not (reference.url or "").startswith("https://") and not reference.via:
            yield place, f"{quoted(reference.title)} has {'a plain http' if reference.url else 'no'} address"


@for_record(
    "L003",
    "advice",
    "No text names a reference",
    "Name it in the refs of a section or of care, or remove it",
)
def _unused(subject: Subject) -> Iterator[Spot]:
    used = {ref for section in subject.record.sections.values() for ref in section.refs}
    used |= set(subject.record.care.refs)
    for place, reference in _references(subject):
        if int(place.rpartition(".")[2]) not in used and reference.via != MODEL_PAGE:
            yield place, quoted(reference.title)


@for_record("L004", "error", "A date cannot be right", "Give a day that exists, and put the dates in order")
def _dates(subject: Subject) -> Iterator[Spot]:
    r = subject.record
    found = [("written", r.written), ("changed", r.changed), ("reviewed", r.reviewed)]
    for place, reference in _references(subject):
        found += [(place, reference.date), (place, reference.accessed)]
        if (
            reference.date
            and reference.accessed
            and reference.accessed < reference.date[: len(reference.accessed)]
        ):
            yield place, f"read {reference.accessed}, but dated {reference.date}"
    for place, value in found:
        if value and not clock.first_day(value):
            yield place, f"{value} is not a real date"
    for place, value in found[1:3]:
        if value and value < r.written:
            yield place, f"{place} {value}, but written {r.written}"


FRESH = 8  # years that a reference for a figure may be older than the record
# A figure that a study or a guideline gave: a share, a count of people, a rate. Times, ages and readings that
# stand for themselves are no such figure.
_FIGURE = re.compile(
    r"\b\d+(?:\.\d+)? ?(?:%|percent\b)|\b\d+ (?:in|of|out of) (?:every )?\d+\b|\b\d{1,3}(?:,\d{3})+\b"
    r"|\b\d+(?:\.\d+)? (?:thousand|million|billion)\b",
    re.IGNORECASE,
)


@for_record(
    "L008", "advice", f"A figure rests on no reference of the last {FRESH} years",
    "Check the figure with a present source and name that in refs, or leave the figure out",
)  # fmt: skip
def _stale_figures(subject: Subject) -> Iterator[Spot]:
    """A page without a date counts by the day on which it was read: it stood so then."""
    since = int(subject.record.changed[:4]) - FRESH
    for name, section in subject.record.sections.items():
        own = [r for n in section.refs for r in subject.record.references[n - 1 : n]]
        dates = [r.date or (r.accessed if r.url else None) for r in own]
        if own and not any(d and int(d[:4]) >= since for d in dates):
            body = (t for b in section.body for t in ((b.lead, *b.items) if isinstance(b, Bullets) else (b,)))
            found = ((text, match) for text in body if (match := _FIGURE.search(text)))
            yield from ((f"sections.{name}", quoted(text, m.start())) for text, m in found)


@for_record("L009", "advice", "Care does not say what it rests on", "Name its references in care.refs")
def _unfounded_care(subject: Subject) -> Iterator[Spot]:
    care = subject.record.care
    entries = (*care.emergency, *care.urgent, *care.soon, *care.routine)
    if entries and not care.refs and not any(map(PLACEHOLDER.search, entries)):
        yield "care.refs", f"nothing is named for {quoted(entries[0])}"


_RETIRED = re.compile(
    r"(?:^|\.)(?:ghr\.nlm\.nih\.gov|nihseniorhealth\.gov|healthfinder\.gov|guideline\.gov|aidsinfo\.nih\.gov"
    r"|cancer\.net|flu\.gov|(?:kidney|digestive|diabetes)\.niddk\.nih\.gov|alsa\.org|thyroidawareness\.com)$"
)
_CODE_HOSTS = re.compile(
    r"(?:^|\.)(?:github\.(?:com|io)|githubusercontent\.com|gitlab\.com|bitbucket\.org|huggingface\.co|kaggle\.com)$"
)
_PRESS = re.compile(
    r"/(?:news-releases?|press-releases?|press-announcements|press-room|pressroom|newsroom|media-releases?)(?:/|$)"
    r"|//(?:\w+\.)*(?:prnewswire|businesswire|globenewswire|eurekalert|pressrelease)\.\w+/",
    re.IGNORECASE,
)


@for_record(
    "L010", "advice", "A reference points where a reader cannot check it",
    "Give the page itself, at a publisher who keeps it",
)  # fmt: skip
def _unlasting(subject: Subject) -> Iterator[Spot]:
    for place, reference in _references(subject):
        if reference.url and (what := _weakness(reference.url)):
            yield place, f"{quoted(reference.url)} is {what}"


def _weakness(url: str) -> str | None:
    """What is weak about an address."""
    parts = urlsplit(url)
    if _RETIRED.search(parts.hostname or "") or "/pubmedhealth/" in parts.path:
        return "a retired site"
    if _CODE_HOSTS.search(parts.hostname or ""):
        return "a place for code"
    if _PRESS.search(url):
        return "a press release"
    if parts.query or parts.path.rstrip("/").endswith("/search"):
        return "a query"
    return "a home page" if not parts.path.strip("/") else None

"""O: a catalog of one's own and the pages over which it is laid."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from condcli.authoring.checks.rules import Found, for_catalog
from condcli.authoring.checks.subject import Shelf
from condcli.catalog import integrity, laid_over
from condcli.catalog.laid_over import Fault, Overlay
from condcli.models import Catalog


def _found(look: Callable[[Catalog, Sequence[Overlay]], Iterator[Fault]], shelf: Shelf) -> Iterator[Found]:
    over = shelf.sheet.over
    if over is not None:
        overlay = Overlay(shelf.sheet.path, shelf.catalog, shelf.catalog.site.name or shelf.sheet.path.name)
        yield from ((f.id, f.place, f.what) for _, f in look(over, [overlay]))


for_catalog(
    "O001", "error", "A record finds no place beside the bundled pages",
    'Give it another id, or name the page whose place it takes: "replaces": "asthma"',
)(partial(_found, laid_over.misplaced))  # fmt: skip
for_catalog(
    "O002", "error", "An addition goes to what does not exist", "Correct the id of the page or the reference"
)(partial(_found, laid_over.lost_additions))  # fmt: skip


@for_catalog(
    "O003",
    "error",
    "A name belongs to a bundled page too",
    'Remove it, or take the place of that page with "replaces"; condcli check --only leaves these pages out',
)
def _clashes(shelf: Shelf) -> Iterator[Found]:
    own = {(found.id, found.what) for found in integrity.clashes(shelf.catalog)}
    for id_, place, what in _found(laid_over.clashes, shelf):
        if (id_, what.partition(";")[0]) not in own:
            yield id_, place, what


@for_catalog(
    "O004",
    "advice",
    "It adds to pages and does not say for whom",
    'Name your hospital: "site": {"name": "Green Valley Hospital"}',
)
def _nameless(shelf: Shelf) -> Iterator[Found]:
    if shelf.catalog.additions and not shelf.catalog.site.name:
        yield None, "site.name", f"{len(shelf.catalog.additions)} additions"

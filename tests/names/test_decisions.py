"""What names are answered with in small catalogs: README.md says where the names come from."""

from collections import Counter
from typing import Any

import pytest
from small_catalogs import CATALOGS, FOLDER, Answer, answer, records, resolver, rows

DECISIONS = list(rows(FOLDER / "decisions.jsonl"))


def difference(row: dict[str, Any], answered: Answer) -> str | None:
    """What is wrong with an answer to a row, in one line."""
    status, ids, known = answered
    opened = ids[:1] if status == "match" else []
    if set(opened).intersection(row["never"]):
        return f"{row['query']!r} opens {opened[0]}, which it must never open"
    if status == row["status"] and (row["id"] in ids or row["id"] is None) and known == row.get("known"):
        return None
    expected = f"{row['status']} {row['id'] or row.get('known', '')}"
    return f"{row['query']!r}: {expected} expected, {status} {', '.join(ids) or known or ''} answered"


@pytest.mark.parametrize("catalog", CATALOGS)
def test_every_name_is_answered_as_decided(catalog: str) -> None:
    asked = [row for row in DECISIONS if row["catalog"] == catalog]
    wrong = [text for row in asked if (text := difference(row, answer(resolver(catalog), row["query"])))]
    assert not wrong, "\n".join([f"{len(wrong)} of {len(asked)} names are answered otherwise:", *wrong])


def test_every_catalog_is_asked() -> None:
    assert sorted({row["catalog"] for row in DECISIONS}) == CATALOGS


def test_no_row_is_decided_twice() -> None:
    twice = [r for r, n in Counter((r["catalog"], r["query"]) for r in DECISIONS).items() if n > 1]
    assert twice == []


def test_every_id_of_a_row_is_a_record_of_its_catalog() -> None:
    ids = {name: {record.id for record in records(name)[0]} for name in CATALOGS}
    lost = [r for r in DECISIONS if not {r["id"], *r["never"]} - {None} <= ids[r["catalog"]]]
    assert lost == []

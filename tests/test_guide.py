"""The public face, used as another program would."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import SMALL

from condcli import Guide
from condcli.errors import BadData, UsageFault


@pytest.fixture(scope="module")
def guide() -> Guide:
    return Guide.open(SMALL, only=True)


def test_a_name_leads_to_a_page(guide: Guide) -> None:
    found = guide.resolve("acute lymphocytic leukemia")
    assert found.status == "match"
    page = guide.page(found.matches[0].id)
    assert (page.name, bool(page.care.emergency)) == ("Acute lymphoblastic leukemia", True)
    assert page.trials.total == len(page.trials.trials)


def test_what_is_not_known_is_answered_and_not_raised(guide: Guide) -> None:
    assert guide.resolve("qwertz").status == "none"


@pytest.mark.parametrize("text", ["asthma\udcff", "\ud800", "\udcff\udcfe at night"])
def test_stray_bytes_are_text(guide: Guide, text: str) -> None:
    assert guide.resolve(text).status in {"match", "ambiguous", "none"}
    assert guide.find(text).query


def test_threads_share_a_guide() -> None:
    guide = Guide.open()
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(guide.resolve, ["asthma", "my mom has shingles", "tired and thirsty"] * 8))
    assert [f.status for f in found[:2]] == ["match", "match"]
    with ThreadPoolExecutor(8) as threads:
        assert len({len(f.conditions) for f in threads.map(guide.find, ["fever and cough"] * 16)}) == 1


def test_every_record_is_listed_by_name(guide: Guide) -> None:
    names = [record.name for record in guide.list()]
    assert names == sorted(names, key=str.casefold)
    assert "Asthma" in names


def test_a_page_that_is_not_there_is_a_fault_of_the_caller(guide: Guide) -> None:
    with pytest.raises(UsageFault, match="no record 'nothing'"):
        guide.page("nothing")


def test_a_file_that_is_no_catalog_says_so(tmp_path: Path) -> None:
    (tmp_path / "c.json").write_text("{}")
    with pytest.raises(BadData):
        Guide.open(tmp_path / "c.json")


def test_the_package_is_light_until_the_guide_is_asked_for() -> None:
    code = (
        "import sys, condcli; print('msgspec' in sys.modules); condcli.Guide; print('msgspec' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]

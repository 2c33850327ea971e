"""The public face, used as another program would."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, cast

import msgspec
import pytest
from conftest import SMALL, Run
from good_record import catalog_of, good

import condcli
from condcli import Guide
from condcli.errors import BadData, DamagedCopy, UsageFault
from condcli.models import Condition, Site
from condcli.registry_models import Advance

if TYPE_CHECKING:
    from condcli.catalog.library import Library


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


# ---- in more detail

ALL = "acute-lymphoblastic-leukemia"


@pytest.mark.parametrize(
    ("asked", "status", "how", "ids"),
    [
        ("asthma", "match", "name", ["asthma"]),
        ("AML", "match", "abbreviation", ["acute-myeloid-leukemia"]),
        ("J45", "match", "code", ["asthma"]),
        ("asthmaa", "match", "spelling", ["asthma"]),
        ("all", "ambiguous", None, [ALL]),
        ("roseola", "none", None, []),
        ("", "none", None, []),
        ("\0", "none", None, []),
        ("x" * 100_000, "none", None, []),
    ],
    ids=lambda v: str(v)[:20],
)
def test_a_name_is_answered_as_the_command_answers_it(
    guide: Guide, asked: str, status: str, how: str | None, ids: list[str]
) -> None:
    found = guide.resolve(asked)
    assert (found.status, found.how, [match.id for match in found.matches]) == (status, how, ids)


def test_a_program_and_the_command_get_the_same(run: Run, guide: Guide) -> None:
    env = {"CONDCLI_CATALOG": str(SMALL)}
    page = json.loads(run("show", "ALL", "--json", env=env).stdout)
    assert {"help": None} | json.loads(msgspec.json.encode(guide.page(ALL))) == page
    for name in ("asthma", "all", "zzqx"):
        told = json.loads(run("lookup", name, "--json", env=env).stdout)
        assert {"help": None} | json.loads(msgspec.json.encode(guide.resolve(name))) == told
    for words in ("bone pain and fever", "my baby is not breathing", "zzqx"):
        told = json.loads(run("find", words, "--json", env=env).stdout)
        assert json.loads(msgspec.json.encode(guide.find(words))) == told


def test_words_of_danger_are_answered_with_help(guide: Guide) -> None:
    found = guide.find("my baby is not breathing")
    assert found.help
    assert (found.help.id, found.help.call) == ("not-breathing", "911")
    assert guide.find("bone pain").help is None
    assert next(c.id for c in guide.find("bone pain and fever").conditions) == ALL


def test_a_page_carries_its_trials_its_research_and_what_is_read_beside_it(guide: Guide) -> None:
    page = guide.page(ALL)
    assert {trial.nct_id for trial in page.trials.trials} == {"NCT04401267", "NCT04537871"}
    assert (page.research.total, page.research.advances[0].patients) == (1, 288)
    assert [beside.id for beside in page.related] == ["acute-myeloid-leukemia"]
    assert guide.page("asthma").trials.total == 0


@pytest.mark.parametrize(("stored", "shown"), [(5, 5), (6, 5)])
def test_a_page_carries_five_papers_and_how_many_there_are(tmp_path: Path, stored: int, shown: int) -> None:
    paper = dict.fromkeys(Advance.__struct_fields__) | {"nct_ids": [], "as_of": "2026", "source": "PubMed"}
    research = {"version": 1, "advances": [paper] * stored, "conditions": {"sore-knee": list(range(stored))}}
    (tmp_path / "research.json").write_text(json.dumps(research), encoding="utf-8")
    (tmp_path / "own.json").write_text(json.dumps(catalog_of(good())), encoding="utf-8")
    page = Guide.open(tmp_path / "own.json", only=True).page("sore-knee")
    assert (page.research.total, page.research.count, len(page.research.advances)) == (stored, shown, shown)


@pytest.mark.parametrize("id_", ["", "Asthma", "asthma ", "ALL", "../asthma"])
def test_a_page_is_asked_for_by_its_id_only(guide: Guide, id_: str) -> None:
    with pytest.raises(UsageFault) as fault:
        guide.page(id_)
    assert str(fault.value) == f"There is no record {id_!r}. Guide.list() names all of them."


@pytest.mark.parametrize("as_text", [False, True])
def test_a_catalog_is_given_as_a_path_or_a_text(as_text: bool) -> None:
    guide = Guide.open(str(SMALL) if as_text else SMALL, only=True)
    assert [record.id for record in guide.list()] == [ALL, "acute-myeloid-leukemia", "asthma"]


def test_whose_pages_these_are_is_told(tmp_path: Path) -> None:
    site = {"name": "Green Valley", "phone": "555-0100"}
    path = tmp_path / "own.json"
    path.write_text(json.dumps(catalog_of(good()) | {"site": site}), encoding="utf-8")
    own = Guide.open(path, only=True)
    assert (own.site.name, own.site.phone, own.site.foot) == ("Green Valley", "555-0100", None)
    assert [record.name for record in own.list()] == ["Sore knee"]
    assert Guide.open(SMALL, only=True).site == Site()


def test_the_list_is_by_name_whatever_the_case(tmp_path: Path) -> None:
    records = [
        good(id=f"r{number}", name=name, aliases=[], abbreviations=[], loose_names=[])
        for number, name in enumerate(("zoster", "Abscess", "mumps", "Ebola"))
    ]
    path = tmp_path / "own.json"
    path.write_text(json.dumps(catalog_of(*records)), encoding="utf-8")
    own = Guide.open(path, only=True)
    assert [record.name for record in own.list()] == ["Abscess", "Ebola", "mumps", "zoster"]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"version": 3}'])
def test_a_file_that_cannot_be_used_says_which_and_why(tmp_path: Path, content: str) -> None:
    path = tmp_path / "own.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadData) as fault:
        Guide.open(path, only=True)
    assert fault.value.path == path
    assert str(path) in str(fault.value)


class Damaged:
    """A library that is damaged the first time it is read, and then whole."""

    def __init__(self, *faults: Exception) -> None:
        self.faults = list(faults)
        self.read = 0
        self.resolver = "made from what is damaged"

    @property
    def conditions(self) -> tuple[Condition, ...]:
        self.read += 1
        if self.faults:
            raise self.faults.pop(0)
        return ()


def test_a_damaged_copy_is_made_again_once() -> None:
    library = Damaged(DamagedCopy(Path("/cache"), "damaged"))
    assert list(Guide(cast("Library", library)).list()) == []
    assert library.read == 2
    assert "resolver" not in vars(library)
    twice = Damaged(*(DamagedCopy(Path("/cache"), "damaged") for _ in range(2)))
    with pytest.raises(DamagedCopy):
        Guide(cast("Library", twice)).list()


@pytest.mark.parametrize(
    "fault", [UsageFault("x"), BadData(Path("a"), "x"), ZeroDivisionError(), KeyError("x")]
)
def test_another_fault_is_raised_at_once(fault: Exception) -> None:
    library = Damaged(fault)
    with pytest.raises(type(fault)):
        Guide(cast("Library", library)).list()
    assert library.read == 1


def test_the_package_offers_the_guide_and_its_version_alone() -> None:
    assert sorted(condcli.__all__) == ["Guide", "__version__"]
    with pytest.raises(AttributeError, match="module 'condcli' has no attribute 'guidance'"):
        condcli.guidance  # noqa: B018

"""Pages of one's own beside the bundled ones: added, in the place of one, or more on one; always marked."""

import itertools
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from good_record import Raw, good

from condcli import Guide
from condcli.catalog import compiled
from condcli.catalog.library import Library
from condcli.catalog.overlay import open_library

BY = "Green Valley Hospital"
SITE = {"name": BY, "phone": "day and night: 555-0100", "report_to": "the ward office"}
ASTHMA = {
    "notes": ["Our clinic is in Room 5."],
    "care": {"emergency": ["a peak flow of 20"], "soon": ["an empty spacer"]},
    "sections": {"self_care": {"body": ["Bring it.", {"lead": "Bring:", "items": ["a", "b"]}], "refs": [1]}},
    "questions": ["Where is Room 5?"],
    "references": [
        {"publisher": BY, "title": "Leaflet", "url": None, "date": "2026", "accessed": None, "via": "leaflet"}
    ],
}
Make = Callable[..., str]


@pytest.fixture(autouse=True)
def _over_the_bundled_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CONDCLI_ONLY")


@pytest.fixture
def overlay(tmp_path: Path) -> Make:
    """Write an overlay; its path for `--catalog`."""

    def write(*records: Raw, name: str = "own.json", **more: object) -> str:
        content = {"version": 2, "language": "en", **more, "conditions": list(records)}
        (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
        return str(tmp_path / name)

    return write


def own(**fields: object) -> Raw:
    """A record whose names no bundled page has."""
    named = {"name": "Cast of Ward 5", "aliases": [], "abbreviations": [], "loose_names": [], "id": "ward-5"}
    return good(**named, symptoms=["fever"]) | fields


def shown(run: Run, *words: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(run(*words, "--json").stdout)
    return answer


def test_own_pages_stand_beside_the_bundled_ones(run: Run, overlay: Make) -> None:
    path = overlay(own(), site=SITE)
    assert "Asthma. " in (listed := run("list", "--catalog", path).stdout)
    assert f"Cast of Ward 5. Category: Bones, joints and muscles; ICD-10-CM: M25.56; Added by: {BY}" in listed
    page = run("show", "cast", "of", "ward", "5", "--catalog", path).stdout
    assert f"This page was added by {BY}." in page
    assert shown(run, "show", "ward 5 cast of", "--catalog", path)["added_by"] == BY
    assert "added by" not in run("show", "asthma", "--catalog", path).stdout.lower()


def test_the_variable_adds_too_and_only_shows_nothing_else(run: Run, overlay: Make) -> None:
    path = overlay(own())
    assert "Asthma" in run("list", env={"CONDCLI_CATALOG": path}).stdout
    for words, env in ((["--only"], {}), ([], {"CONDCLI_ONLY": "1"})):
        listed = run("list", *words, env={"CONDCLI_CATALOG": path, **env}).stdout
        assert "Cast of Ward 5" in listed
        assert "Asthma" not in listed
    assert run("show", "asthma", "--only").exit_code == 2


@pytest.mark.parametrize("form", [[], ["--plain"], ["--json"]])
def test_what_is_added_to_a_page_says_by_whom(run: Run, overlay: Make, form: list[str]) -> None:
    text = run("show", "asthma", "--catalog", overlay(additions={"asthma": ASTHMA}, site=SITE), *form).stdout
    for said in (
        "Our clinic is in Room 5.", "a peak flow of 20", "an empty spacer", "Bring it.", "Bring",
        "Where is Room 5?",
    ):  # fmt: skip
        assert f"{said} (added by {BY})" in text
    assert "555-0100" in text


def test_an_added_section_rests_on_the_references_of_the_addition(run: Run, overlay: Make) -> None:
    path = overlay(additions={"asthma": ASTHMA}, site=SITE)
    section = shown(run, "self-care", "asthma", "--catalog", path)
    assert section["references"][section["refs"][-1] - 1]["title"] == "Leaflet"
    assert section["body"][-1]["lead"] == f"Bring (added by {BY}):"


@pytest.mark.slow
def test_where_nothing_can_be_kept_all_pages_are_there(run: Run, overlay: Make) -> None:
    added = overlay(additions={"asthma": {"notes": ["n"]}})
    nowhere = {"CONDCLI_CACHE_HOME": "/dev/null/x"}
    for words in (("care", "heart attack"), ("show", "C91.0"), ("show", "fever"), ("show", "my chest pain")):
        without, within = (run(*words, "--catalog", added, env=env) for env in (nowhere, None))
        assert (without.exit_code, without.stdout) == (0, within.stdout)


@pytest.mark.slow
def test_finding_knows_what_was_added(run: Run, overlay: Make) -> None:
    path = overlay(own(), additions={"asthma": ASTHMA}, site=SITE)
    found = shown(run, "find", "zanzibar cast of ward 5", "--catalog", path)
    assert "ward-5" in [c["id"] for c in found["conditions"]]


@pytest.mark.slow
def test_a_page_of_ones_own_is_marked_wherever_it_is_listed(run: Run, overlay: Make) -> None:
    as_asthma = [*Library.open().by_id["asthma"].symptoms, "fever", "joint-pain"]
    path = overlay(own(common=5, lookalikes=["asthma"], symptoms=as_asthma), site=SITE)
    for words in (
        ("find", "cast of ward 5"), ("symptoms", "joint-pain"),
        ("symptoms", "--has", "fever", "--has", "joint-pain"),
        ("compare", "cast of ward 5", "asthma"), ("related", "asthma"), ("show", "asthma"),
        ("related", "cast of ward 5"), ("lookup", "cast of ward 5"), ("care", "cast of ward 5"),
        ("symptoms", "cast of ward 5"), ("definition", "cast of ward 5"),
    ):  # fmt: skip
        for form in ([], ["--plain"], ["--json"]):
            said = run(*words, *form, "--catalog", path).stdout
            assert "Cast of Ward 5".casefold() in said.casefold(), words
            assert "added by" in said.casefold() or '"added_by"' in said, words


def test_a_look_up_of_a_batch_says_who_added_a_page(run: Run, overlay: Make) -> None:
    path = overlay(own(), site=SITE)
    asked = "cast of ward 5\nasthma\n"
    text = run("lookup", "-", "--catalog", path, stdin=asked).stdout.splitlines()
    assert text == [f"cast of ward 5: Cast of Ward 5 (added by {BY})", "asthma: Asthma"]
    rows = [
        json.loads(x)
        for x in run("lookup", "-", "--json", "--catalog", path, stdin=asked).stdout.split("\n")[:2]
    ]
    assert [r["matches"][0].get("added_by") for r in rows] == [BY, None]
    table = run("lookup", "-", "--csv", "--columns", "Id,Added by", "--catalog", path, stdin=asked).stdout
    assert table == f"Id,Added by\nward-5,{BY}\nasthma,\n"


def test_a_section_for_programs_has_the_notes(run: Run, overlay: Make) -> None:
    path = overlay(additions={"asthma": ASTHMA}, site=SITE)
    for command in ("care", "treatment", "questions"):
        assert shown(run, command, "asthma", "--catalog", path)["notes"] == [
            f"Our clinic is in Room 5. (added by {BY})"
        ]
    assert "notes" not in shown(run, "care", "copd", "--catalog", path)


@pytest.mark.slow
def test_help_for_words_that_name_nothing_says_whom_to_call(run: Run, overlay: Make) -> None:
    path = overlay(site=SITE)
    for command in ("show", "handout", "lookup", "find", "care"):
        answer = shown(run, command, "i can not breathe", "--catalog", path)
        assert (answer["site"], answer["help"]["call"]) == (SITE, "911"), command


@pytest.mark.slow
def test_a_page_is_replaced_with_all_that_leads_there(run: Run, overlay: Make) -> None:
    path = overlay(own(name="Asthma", id="our-asthma", replaces="asthma"), site=SITE)
    page = shown(run, "show", "asthma", "--catalog", path)
    assert (page["id"], page["added_by"], page["summary"]) == ("asthma", BY, own()["summary"])
    assert page["trials"]["total"] > 0
    assert "in the place of condcli's page (asthma)" in run("show", "asthma", "--catalog", path).stdout
    assert "asthma" in [r["id"] for r in shown(run, "related", "COPD", "--catalog", path)["related"]]


def test_the_site_stands_in_every_view(run: Run, overlay: Make) -> None:
    path = overlay(site=SITE)
    phone = f"{BY}, day and night: 555-0100"
    for words in (
        ["show", "asthma"],
        ["list"],
        ["trials", "asthma"],
        ["find", "wheezing"],
        ["care", "asthma"],
        ["lookup", "asthma"],
    ):
        text = run(*words, "--catalog", path).stdout
        assert phone in text
        assert "Report a mistake to: the ward office." in text
        assert shown(run, *words, "--catalog", path)["site"] == SITE
    box = run("show", "asthma", "--catalog", path, env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stdout
    assert f"│ {phone}" in re.sub("\x1b\\[[0-9;]*m", "", box)
    danger = run("find", "i can not breathe", "--catalog", path).stdout
    assert f"HELP NOW: {phone}" in danger


@pytest.mark.slow
def test_names_and_codes_of_a_page_lead_to_what_replaces_it(run: Run, overlay: Make) -> None:
    heart = Library.open().by_id["heart-attack"]
    page = own(name="Our heart attack page", id="ours", replaces="heart-attack")
    beside = own(name="Myocardial infarction", id="beside", codes={"icd10cm": [], "mesh": [], "doid": []})
    path = overlay(page, site=SITE)
    for said in (
        "our heart attack page",
        heart.name,
        *heart.aliases,
        *heart.names_es,
        heart.codes.icd10cm[0],
    ):
        assert shown(run, "lookup", said, "--catalog", path)["matches"][0]["id"] == "heart-attack", said
    path = overlay(page, beside, site=SITE)
    assert "Myocardial infarction" in heart.aliases
    for said, id_ in (("myocardial infarction", "beside"), (heart.name, "heart-attack")):
        assert shown(run, "lookup", said, "--catalog", path)["matches"][0]["id"] == id_


WRONG: list[tuple[dict[str, Any], list[Raw], str]] = [
    ({"additions": {"asthmma": ASTHMA}}, [], "there is no page asthmma to add to"),
    ({}, [own(name="Asthma")], "the name 'Asthma' belongs to asthma too"),
    ({}, [own(id="asthma")], '"replaces": "asthma"'),
    ({}, [own(replaces="nothing")], "the page nothing is not there to be replaced"),
    ({"additions": {"asthma": ASTHMA | {"references": []}}}, [], "names reference 1 of 0"),
    ({"additions": {"asthma": {"run": "rm"}}}, [], "unknown field"),
    ({"site": {"name": ""}}, [], "length"),
    ({"site": {"color": "red"}}, [], "unknown field"),
]


@pytest.mark.parametrize(("more", "records", "said"), WRONG)
def test_what_does_not_fit_is_one_clear_line(
    run: Run, overlay: Make, more: dict[str, Any], records: list[Raw], said: str
) -> None:
    path = overlay(*records, **more)
    result = run("show", "asthma", "--catalog", path)
    assert (result.exit_code, result.stdout) == (6, "")
    assert said in result.stderr
    assert path in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("more", "records", "code"),
    [
        ({"additions": {"asthmma": ASTHMA}}, [], "O002"),
        ({}, [own(name="Asthma")], "O003"),
        ({}, [own(id="asthma")], "O001"),
        ({"additions": {"asthma": {"notes": ["x"]}}}, [], "O004"),
    ],
)
def test_check_explains_it(
    run: Run, overlay: Make, more: dict[str, Any], records: list[Raw], code: str
) -> None:
    path = overlay(*records, **more)
    assert code in {f["code"] for f in shown(run, "check", path)["findings"]}
    assert not {f["code"] for f in shown(run, "check", path, "--only")["findings"]} & {"O001", "O002", "O003"}


TEXTS: list[tuple[dict[str, Any], str, str]] = [
    ({"notes": ["Take 400 mg of ibuprofen every 6 hours."]}, "M005", "notes"),
    ({"care": {"urgent": ["a need for 2 puffs twice a day"]}}, "M005", "care.urgent"),
    ({"care": {"emergency": ["severe symptoms"]}}, "M002", "care.emergency"),
    ({"care": {"soon": ["You feel dizzy."]}}, "M003", "care.soon"),
    ({"care": {"routine": ["night sweats"]}}, "M010", "care.routine"),
    ({"questions": ["Why are asthmatics told to use it?"]}, "M007", "questions"),
    ({"notes": ["This will cure you."]}, "M004", "notes"),
    ({"notes": ["You should stop taking steroids."]}, "M006", "notes"),
    ({"notes": [f"We know that {'very ' * 20}well."]}, "P004", "notes"),
    ({"notes": ["Ask about paediatric bronchoprovocation."]}, "T004", "notes"),
    ({"notes": ["Ask about bronchoprovocation."]}, "P010", "notes"),
    ({"notes": ["See \u202etxt."]}, "T001", "notes"),
    ({"notes": ["x " * 3000]}, "S011", "notes"),
    ({"sections": {"outlook": {"body": ["150 % of them do well."], "refs": []}}}, "F001", "sections.outlook"),
    ({"sections": {"treatment": {"body": ["You may take warfarin."], "refs": []}}}, "M012", "care."),
    (
        {"references": [ASTHMA["references"][0] | {"title": ""}]},  # type: ignore[index]
        "L001",
        "references.1",
    ),
]


@pytest.mark.parametrize(("more", "code", "place"), TEXTS, ids=[f"{code} {p}" for _, code, p in TEXTS])
@pytest.mark.parametrize("only", [[], ["--only"]], ids=["over", "only"])
def test_check_reads_what_is_added_to_a_page(
    run: Run, overlay: Make, more: dict[str, Any], code: str, place: str, only: list[str]
) -> None:
    path = overlay(additions={"asthma": more}, site=SITE)
    found = [f for f in shown(run, "check", path, *only)["findings"] if f["code"] == code]
    assert {f["id"] for f in found} == {"asthma"}
    assert any(f["place"].startswith(f"additions.asthma.{place}") for f in found)


def test_check_asks_no_whole_page_of_an_addition(run: Run, overlay: Make) -> None:
    """A danger that the page says already need not be said again."""
    more = ASTHMA | {
        "care": {"urgent": ["a peak flow in the yellow zone"]},
        "sections": {"treatment": {"body": ["We show you how to use montelukast."], "refs": []}},
    }
    path = overlay(additions={"asthma": more}, site=SITE)
    run("check", path, "--fix")
    assert shown(run, "check", path)["findings"] == []


@pytest.mark.slow
def test_check_does_not_hold_the_bundled_catalog_against_itself(run: Run) -> None:
    bundled = str(open_library().path)
    assert not [f for f in shown(run, "check", bundled)["findings"] if f["code"].startswith("O")]


def test_check_fix_keeps_what_an_overlay_adds(run: Run, overlay: Make) -> None:
    path = overlay(own(), additions={"copd": {}, "asthma": ASTHMA}, site=SITE)
    run("check", path, "--fix")
    kept = json.loads(Path(path).read_text(encoding="utf-8"))
    assert (kept["site"], kept["additions"]["asthma"]) == (SITE, ASTHMA)
    assert list(kept["additions"]) == ["asthma", "copd"]


@pytest.mark.slow
def test_two_overlays_go_together(run: Run, overlay: Make) -> None:
    paths = ["--catalog", overlay(own(), site=SITE), "--catalog", overlay(
        name="b.json", additions={"ward-5": {"notes": ["Ask Room 7."]}, "asthma": {"notes": ["Ask Room 8."]}}
    )]  # fmt: skip
    assert "Ask Room 7. (added by b.json)" in run("show", "cast of ward 5", *paths).stdout
    assert "Ask Room 8. (added by b.json)" in run("show", "asthma", *paths).stdout
    only = run("list", "--only", *paths)
    assert "Cast of Ward 5" in only.stdout or "there is no page asthma to add to" in only.stderr


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ({"records": [own()]}, {"records": [own()]}, "the id ward-5 is used in"),
        (
            {"records": [own(replaces="asthma")]},
            {"records": [own(replaces="asthma", id="b")]},
            "is replaced by",
        ),
        ({"records": [own()]}, {"records": [own(id="b")]}, "the name 'Cast of Ward 5' belongs to"),
        (
            {"site": SITE},
            {"site": SITE | {"phone": "1"}},
            "phone is '1' here and 'day and night: 555-0100' in",
        ),
    ],
)
def test_two_overlays_that_disagree(
    run: Run, overlay: Make, first: dict[str, Any], second: dict[str, Any], said: str
) -> None:
    paths = []
    for number, more in enumerate((first, second)):
        given = dict(more)
        paths += ["--catalog", overlay(*given.pop("records", ()), name=f"{number}.json", **given)]
    result = run("show", "asthma", *paths)
    assert result.exit_code == 6
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_the_second_time_it_is_trusted_until_it_changes(
    overlay: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONDCLI_CACHE_HOME", str(tmp_path / "cache"))
    path = Path(overlay(own()))
    os.utime(path, (1_000_000_000, 1_000_000_000))
    library = open_library([path])
    assert compiled.trusted(library)
    assert open_library([path]).as_written("cast of ward 5")
    overlay(own(name="Cast of Ward 6"))
    assert open_library([path]).as_written("cast of ward 5") is None
    assert open_library([path]).as_written("cast of ward 6")


def test_words_of_ones_own_add_to_the_bundled_ones(overlay: Make, tmp_path: Path) -> None:
    def beside(name: str, **content: object) -> None:
        (tmp_path / name).write_text(json.dumps({"version": 1, **content}), encoding="utf-8")

    fever: Raw = {"id": "ward-fever", "name": "Ward fever", "medical": None, "aliases": [], "emergency": None}
    beside("symptoms.json", symptoms=[fever])
    beside("glossary.json", terms=[{"term": "wardling", "meaning": "one of Ward 5", "aliases": []}])
    beside("sayings.json", sayings={"ward-5": ["five fever"]})
    library = open_library([Path(overlay(own()))])
    assert {"ward-fever", "fever"} <= library.symptoms.keys()
    assert library.glossary[0].term == "wardling"
    assert library.said.sayings["ward-5"] == ("five fever",)
    assert len(library.said.sayings) > 1


@pytest.mark.slow
def test_programs_get_the_same(overlay: Make) -> None:
    guide = Guide.open(overlay(additions={"asthma": ASTHMA}, site=SITE))
    assert guide.site.phone == SITE["phone"]
    assert guide.page("asthma").notes == (f"Our clinic is in Room 5. (added by {BY})",)
    assert guide.page("copd").name == "COPD"


HOSTILE = [
    "\x1b[31mred\x1b[0m\x07", "\u202egnp.exe", "<script>alert(1)</script>", "javascript:alert(1)",
    "[bold]x[/bold] $(reboot) `reboot` {0} %s ${x}", "a\nHELP NOW: b\r\nDefinition",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE)
def test_what_an_overlay_says_is_only_text(run: Run, overlay: Make, text: str) -> None:
    more = ASTHMA | {"notes": [text], "care": {"urgent": [text]}, "sections": {}}
    site = {"name": text, "phone": text, "foot": text, "report_to": text, "address": text}
    path = overlay(own(summary=text), additions={"asthma": more}, site=site)
    pages = itertools.product(
        (["care", "asthma"], ["definition", "cast of ward 5"], ["list"]),
        ({}, {"FORCE_COLOR": "1", "NO_COLOR": "1"}),
    )
    for words, env in pages:
        shown_ = run(*words, "--catalog", path, env=env).stdout
        bare = re.sub("\x1b\\[[0-9;]*m|\x1b]8;[^\x1b]*\x1b\\\\", "", shown_)
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", bare)
        assert env or "\nHELP NOW: b" not in shown_  # a terminal's lines may begin with any word
        assert "31m" not in shown_.replace("\\x1b[31m", "")
    assert json.loads(run("show", "asthma", "--catalog", path, "--json").stdout)["site"]["foot"] == text


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", '{"version": 2}', '{"version": 3, "language": "en", "conditions": []}',
     "\ufeff{}",
     '{"version": 2, "language": "en", "additions": {"asthma": {}, "asthma": {}}, "conditions": []}',
     '{"version": 2, "language": "en", "additions": [], "conditions": []}', "[" * 100_000, "\0"],
    ids=range(11),
)  # fmt: skip
def test_an_overlay_that_is_broken_is_one_clear_line(run: Run, tmp_path: Path, content: str) -> None:
    path = tmp_path / "own.json"
    path.write_text(content, encoding="utf-8")
    for words in (["care", "asthma"], ["handout", "asthma", "-o", "-"]):
        result = run(*words, "--catalog", str(path))
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (6, "", 1)
        assert str(path) in result.stderr


@pytest.mark.slow
def test_a_megabyte_of_note(run: Run, overlay: Make) -> None:
    path = overlay(additions={"asthma": {"notes": ["word " * 200_000]}})
    assert run("care", "asthma", "--catalog", path).exit_code == 0
    assert run("handout", "asthma", "-o", "-", "--catalog", path).exit_code == 0


def test_a_symptom_of_ones_own_keeps_the_names_and_the_emergency_of_a_bundled_one(
    run: Run, overlay: Make
) -> None:
    path = Path(overlay(additions={"asthma": ASTHMA}, site=SITE))
    own = {"id": "arm-or-shoulder-pain", "name": "Arm trouble", "medical": None, "aliases": ["sore wing"]}
    file = {"version": 1, "symptoms": [own | {"emergency": None}]}
    (path.parent / "symptoms.json").write_text(json.dumps(file), encoding="utf-8")
    told = run("symptoms", "--has", "sore wing", "--catalog", str(path)).stdout
    assert "Call 911 for sudden arm or shoulder pain" in told
    assert "sore shoulder" in run("symptoms", "arm trouble", "--catalog", str(path)).stdout
    file = {"version": 1, "symptoms": [own | {"emergency": "Ring Ward 5."}]}
    (path.parent / "symptoms.json").write_text(json.dumps(file), encoding="utf-8")
    assert "Ring Ward 5." in run("symptoms", "--has", "sore wing", "--catalog", str(path)).stdout


def test_a_medical_name_of_ones_own_takes_none_away(run: Run, overlay: Make) -> None:
    path = Path(overlay(additions={"asthma": ASTHMA}, site=SITE))
    own = {"id": "greasy-smelly-stools", "name": "Oily toilet", "medical": "odditis", "aliases": []}
    file = {"version": 1, "symptoms": [own | {"emergency": None}]}
    (path.parent / "symptoms.json").write_text(json.dumps(file), encoding="utf-8")
    for name in ("steatorrhea", "odditis", "oily toilet"):
        told = run("symptoms", "--has", name, "--catalog", str(path))
        assert "Pancreatitis" in told.stdout


def test_what_people_say_for_a_bundled_page_is_no_finding(run: Run, overlay: Make) -> None:
    path = Path(overlay(additions={"asthma": ASTHMA}, site=SITE))
    said = {"version": 1, "sayings": {"asthma": ["blurple toe"]}, "opening": {"zzqx": ["purple ear"]}}
    (path.parent / "sayings.json").write_text(json.dumps(said), encoding="utf-8")
    found = run("check", str(path)).stdout
    assert "no record zzqx" in found
    assert "no record asthma" not in found
    assert "no record asthma" in run("check", str(path), "--only").stdout

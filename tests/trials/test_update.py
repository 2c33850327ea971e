"""update, --refresh and forget against a registry on the loopback address."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from conftest import SMALL, Run
from registry import Registry, study

from condcli import clock
from condcli.sources import update
from condcli.store.snapshots import Change


def shown(run: Run, *args: str) -> list[str]:
    return [t["nct_id"] for t in asked(run, *args)["trials"]]


def asked(run: Run, *args: str) -> Any:  # noqa: ANN401  JSON
    return json.loads(run("trials", *args, "--json").stdout)


def updated(run: Run, *args: str) -> Any:  # noqa: ANN401  JSON
    (row,) = json.loads(run("update", *args, "--json").stdout)["updates"]
    return row


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, "2026-11-23T12:00:00")


def set_clock(monkeypatch: pytest.MonkeyPatch, time: str) -> None:
    now = datetime.fromisoformat(time).replace(tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.fixture
def five(registry: Registry, home: Path) -> Registry:  # noqa: ARG001  the store's folder
    registry.studies = [study(n) for n in range(1, 6)]
    return registry


@pytest.mark.usefixtures("five")
def test_an_update_replaces_what_is_bundled(run: Run) -> None:
    assert "NCT04537871" in shown(run, "ALL")
    text = run("update", "ALL").stdout
    assert "Acute lymphoblastic leukemia: 5 trials." in text
    assert shown(run, "ALL") == ["NCT00000005", "NCT00000004", "NCT00000003", "NCT00000002", "NCT00000001"]
    assert asked(run, "ALL")["as_of"] == "2026-11-23"


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize("names", ["911\nasthma\n", "asthma\n911\n"])
def test_what_is_wrong_with_a_name_is_said_before_what_came_of_all(run: Run, names: str) -> None:
    said = run("update", "-", stdin=names).stderr.splitlines()
    assert [n for n, line in enumerate(said) if "No condition is called '911'" in line] == [0]
    assert said[-1].startswith("condcli: 1 of 2 conditions were not updated: 911.")


def test_refresh_asks_and_shows_at_once(run: Run, five: Registry) -> None:
    assert len(shown(run, "ALL", "--refresh")) == 5
    five.studies = five.studies[:3]
    assert len(shown(run, "ALL")) == 5
    assert len(shown(run, "ALL", "--refresh")) == 3


@pytest.mark.parametrize("size", [1, 2, 5, 6])
def test_every_page_is_read_also_an_empty_last_one(run: Run, five: Registry, size: int) -> None:
    five.page_size = size
    assert updated(run, "ALL")["total"] == 5
    assert len(shown(run, "ALL")) == 5


def test_the_query_names_the_record_without_abbreviations(run: Run, five: Registry) -> None:
    run("update", "ALL")
    phrases = [phrase for asked in five.asked_for for phrase in asked.split(" OR ")]
    assert '"Acute lymphoblastic leukemia"' in phrases
    assert '"Acute lymphocytic leukemia"' in phrases
    assert not {"ALL", '"ALL"'} & set(phrases)
    assert "NCT04537871" in five.queries[-1]["filter.ids"].split(",")


def test_a_name_that_holds_another_one_is_not_asked_for(
    run: Run,
    five: Registry,
    small: dict[str, Any],
    catalog: Any,  # noqa: ANN401  a fixture
) -> None:
    small["conditions"][0]["name"] = "Bone fever"
    small["conditions"][0]["aliases"] = [
        "Acute bone fever",
        "Bone fevers",
        "Fever of the bones",
        "Bony fever",
    ]
    run("update", "Bone fever", "--catalog", catalog(small))
    assert five.asked_for == ['"Bone fever" OR "Bony fever" OR "Fever of the bones"']


def agents(registry: Registry) -> list[str | None]:
    """What the registry was told of who asks, each once."""
    return list(dict.fromkeys(h.get("User-Agent") for h in registry.headers))


@pytest.mark.usefixtures("five")
def test_the_registry_is_asked_as_httpx_asks(run: Run, five: Registry) -> None:
    run("update", "ALL")
    (agent,) = agents(five)
    assert re.fullmatch(r"python-httpx/\d+\.\d+\.\d+", agent or "")


@pytest.mark.parametrize(
    ("lets_in", "tried"),
    [(None, 2), ("Python-urllib", 3), ("condcli", 4)],
    ids=["no agent", "urllib", "our own name"],
)
def test_a_refused_agent_is_followed_by_the_others_once_in_a_run(
    run: Run, five: Registry, lets_in: str | None, tried: int
) -> None:
    five.refuses = lambda agent: (agent or "").split("/")[0] != (lets_in or "")
    result = run("update", "-", stdin="ALL\nasthma\n")
    assert result.exit_code == 0
    assert "5 trials" in result.stdout
    assert len(agents(five)) == tried
    assert len(five.headers) == len(five.queries) + tried - 1


def test_where_every_agent_is_refused_no_one_is_told_to_try_later(run: Run, five: Registry) -> None:
    five.refuses = lambda _: True
    result = run("update", "ALL")
    assert result.exit_code == 5
    assert "error 403 (Forbidden)" in result.stdout
    assert "later" not in result.stdout + result.stderr
    assert len(five.headers) == 4
    assert "NCT04537871" in shown(run, "ALL")


def test_by_urllib_an_answer_is_read_as_by_httpx(run: Run, five: Registry) -> None:
    five.refuses = lambda agent: not (agent or "").startswith("Python-urllib")
    five.studies.append(study(77, NCTIdAlias=["NCT00000066"]))
    assert "NCT number: NCT00000077" in run("trial", "NCT00000066", "--refresh").stdout
    five.page_size = 2
    assert updated(run, "ALL")["total"] == 6


def test_a_question_that_is_too_complicated_is_halved(run: Run, five: Registry) -> None:
    five.most_words = 3
    assert updated(run, "ALL")["total"] == 5
    assert max(len(q.split()) for q in five.asked_for[1:]) == 3


def test_where_the_smallest_question_is_refused_its_reason_is_said(run: Run, five: Registry) -> None:
    five.most_words = 0
    result = run("update", "ALL")
    assert result.exit_code == 5
    assert "Too complicated query" in result.stdout
    assert "later" not in result.stdout + result.stderr
    assert "NCT04537871" in shown(run, "ALL")


def test_a_listed_number_that_is_gone_costs_no_other(run: Run, five: Registry) -> None:
    five.strict = True
    five.studies.append(study(4537871, Condition=["Hearts"], Meshes=[]))
    assert updated(run, "ALL")["total"] == 6
    assert "NCT04537871" in shown(run, "ALL")


def test_a_study_of_several_questions_is_kept_once(run: Run, five: Registry) -> None:
    five.studies.append(study(9, NCTId="NCT9"))
    row = updated(run, "AML")
    assert (row["total"] + row["off_topic"], row["unread"]) == (5, 1)


def test_a_name_with_signs_of_the_query_language_is_asked_for_in_words(
    run: Run,
    five: Registry,
    small: dict[str, Any],
    catalog: Any,  # noqa: ANN401  a fixture
) -> None:
    small["conditions"][0]["aliases"] = ['Leukemia [blast], "acute" (all)']
    run("update", small["conditions"][0]["name"], "--catalog", catalog(small))
    assert '"Leukemia blast acute all"' in five.queries[0]["query.cond"]


def test_a_long_list_of_names_is_asked_for_ten_words_at_a_time(
    run: Run,
    five: Registry,
    small: dict[str, Any],
    catalog: Any,  # noqa: ANN401  a fixture
) -> None:
    small["conditions"][0]["aliases"] = [f"Long alias of number {n}" for n in range(20)]
    run("update", small["conditions"][0]["name"], "--catalog", catalog(small))
    assert len(five.asked_for) == 11
    assert max(len(re.findall(r"\w+", q.replace(" OR ", " "))) for q in five.asked_for) == 10
    assert all(q.count('"') % 2 == 0 for q in five.asked_for)


def test_what_is_new_changed_and_gone_is_said(run: Run, five: Registry) -> None:
    first = updated(run, "ALL")
    assert (first["first"], first["new"], first["gone"]) == (True, [], [])
    five.studies = [study(1, OverallStatus="COMPLETED"), study(2), study(3), study(8)]
    row = updated(run, "ALL")
    assert (row["new"], row["gone"]) == (["NCT00000008"], ["NCT00000004", "NCT00000005"])
    (change,) = row["changed"]
    assert (change["nct_id"], change["before"], change["after"]) == ("NCT00000001", "RECRUITING", "COMPLETED")
    five.studies = [study(1, OverallStatus="TERMINATED"), study(2), study(3), study(8)]
    text = run("update", "ALL").stdout
    assert "4 trials, 0 new, 1 changed status, 0 gone." in text
    assert "- NCT00000001: Completed, now terminated. Study 1" in text


def test_a_change_is_told_with_a_title_of_reasonable_length(run: Run, five: Registry) -> None:
    five.studies = [study(1, BriefTitle="t" * 5000)]
    run("update", "ALL")
    five.studies = [study(1, BriefTitle="t" * 5000, OverallStatus="COMPLETED")]
    (change,) = updated(run, "ALL")["changed"]
    assert change["title"] == "t" * 300


def test_many_changes_are_counted_not_listed(run: Run, five: Registry) -> None:
    five.studies = [study(n) for n in range(1, 31)]
    run("update", "ALL")
    five.studies = [study(n, OverallStatus="COMPLETED") for n in range(1, 31)]
    text = run("update", "ALL").stdout
    assert text.count("now completed") == 10
    assert "- and 20 more" in text


def test_a_state_that_changed_stays_under_earlier(
    run: Run, five: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("update", "ALL")
    set_clock(monkeypatch, "2026-12-24T12:00:00")
    five.studies[0] = study(1, OverallStatus="COMPLETED", EnrollmentCount=51)
    run("update", "ALL")
    trial = next(t for t in asked(run, "ALL")["trials"] if t["nct_id"] == "NCT00000001")
    assert (trial["status"], trial["as_of"]) == ("COMPLETED", "2026-12-24")
    assert trial["earlier"] == [
        {"status": "RECRUITING", "enrollment": 101, "start_date": "2026-02-15", "as_of": "2026-11-23"}
    ]
    assert "- As of November 23, 2026: recruiting, 101 participants" in run("trial", "NCT00000001").stdout


def test_a_bundled_trial_that_the_registry_lists_keeps_its_history(run: Run, five: Registry) -> None:
    five.studies.append(
        study(4401267, OverallStatus="COMPLETED", EnrollmentCount=55, Condition=["Bones"], Meshes=[])
    )
    run("update", "ALL")
    trial = next(t for t in asked(run, "ALL")["trials"] if t["nct_id"] == "NCT04401267")
    assert trial["enrollment"] == 55
    assert [(s["enrollment"], s["as_of"]) for s in trial["earlier"]] == [(180, "2020-09"), (51, "2025-11")]


def test_another_condition_shows_the_newer_state_of_a_bundled_trial(run: Run, five: Registry) -> None:
    five.studies = [study(4537871, OverallStatus="COMPLETED", Condition=["Asthma"], Meshes=[])]
    run("update", "asthma")
    trial = next(t for t in asked(run, "ALL")["trials"] if t["nct_id"] == "NCT04537871")
    assert (trial["status"], trial["as_of"]) == ("COMPLETED", "2026-11-23")
    assert len(shown(run, "ALL")) == 2


def test_off_topic_trials_are_counted_and_shown_only_when_asked_for(run: Run, five: Registry) -> None:
    five.studies += [study(n, Condition=["Anxiety"], Meshes=["D001007"]) for n in (11, 12)]
    assert updated(run, "ALL")["off_topic"] == 2
    assert len(shown(run, "ALL")) == 5
    assert asked(run, "ALL")["off_topic"] == 2
    assert (
        "The registry lists 2 more that are off topic. To see them: --all-hits."
        in run("trials", "ALL").stdout
    )
    everything = asked(run, "ALL", "--all-hits")
    assert (len(everything["trials"]), everything["off_topic"]) == (7, 0)
    assert asked(run)["off_topic"] == 2
    assert len(shown(run, "--all-hits")) == 5 + 2 + 2  # and the bundled ones


def test_off_topic_trials_are_counted_as_far_as_they_match(run: Run, five: Registry) -> None:
    anxious = {"Condition": ["Anxiety"], "Meshes": ["D001007"]}
    five.studies += [study(11, **anxious), study(12, OverallStatus="COMPLETED", **anxious)]
    run("update", "ALL")
    assert asked(run, "ALL", "--status", "recruiting")["off_topic"] == 1


def test_without_a_name_the_stored_and_the_bundled_are_shown_once(run: Run, five: Registry) -> None:
    five.studies.append(study(4537871, OverallStatus="COMPLETED"))
    run("update", "ALL")
    run("update", "AML")
    found = shown(run)
    assert len(found) == len(set(found)) == 5 + 2


def test_an_empty_list_is_said_with_its_date(run: Run, five: Registry) -> None:
    five.studies = []
    assert "Asthma: 0 trials." in run("update", "asthma").stdout
    assert "No stored trial matches, as of November 23, 2026." in run("trials", "asthma").stdout


@pytest.mark.usefixtures("five")
def test_an_old_snapshot_says_so_and_how_to_renew_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("update", "ALL")
    assert "as of" not in run("trials", "ALL").stdout.replace("As of", "")
    set_clock(monkeypatch, "2027-03-01T12:00:00")
    text = run("trials", "ALL").stdout
    assert "Status: Recruiting (as of Nov 2026)" in text
    assert "To ask the registry again: condcli update Acute lymphoblastic leukemia" in text
    assert "condcli trial NCT00000001 --refresh" in run("trial", "1").stdout


@pytest.mark.usefixtures("five")
def test_a_clock_set_back_never_makes_a_status_look_fresh(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("update", "ALL")
    set_clock(monkeypatch, "2025-01-01T12:00:00")
    assert "Status: Recruiting (as of Nov 2026)" in run("trials", "ALL").stdout
    assert run("update", "ALL").exit_code == 0
    assert "Status: Recruiting\n" in run("trials", "ALL").stdout


def update_many(run: Run, *args: str, stdin: str | None = None) -> Any:  # noqa: ANN401  a Result
    return run("update", *args, stdin=stdin)


def test_all_asks_each_condition_and_then_rests_for_a_day(
    run: Run, five: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [c["name"] for c in json.loads(SMALL.read_text(encoding="utf-8"))["conditions"]]
    result = update_many(run, "--all")
    assert result.exit_code == 0
    asked = len(five.queries)
    assert asked >= len(names)
    assert f"{len(names)} of {len(names)}: " in result.stderr
    again = update_many(run, "--all")
    assert len(five.queries) == asked
    assert f"{len(names)} of {len(names)} conditions were updated in the last day" in again.stderr
    assert "Nothing was asked." in again.stdout
    set_clock(monkeypatch, "2026-11-24T12:00:01")
    update_many(run, "--all")
    assert len(five.queries) == 2 * asked


def test_all_asks_again_for_what_a_wrong_clock_dated(
    run: Run, five: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    update_many(run, "--all")
    before = len(five.queries)
    set_clock(monkeypatch, "2026-11-22T12:00:00")
    update_many(run, "--all")
    assert len(five.queries) == 2 * before


def test_all_goes_on_where_it_stopped(run: Run, five: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    source, ask = update.SOURCES["trials"]

    def stop_at_second(*args: Any) -> Change:  # noqa: ANN401  as the real one takes them
        if five.queries:
            raise KeyboardInterrupt
        return ask(*args)

    monkeypatch.setitem(update.SOURCES, "trials", (source, stop_at_second))
    stopped = update_many(run, "--all")
    assert stopped.exit_code == 130
    assert "Stopped. 1 of " in stopped.stderr
    assert "5 trials" in stopped.stdout
    monkeypatch.setitem(update.SOURCES, "trials", (source, ask))
    update_many(run, "--all")
    names = json.loads(SMALL.read_text(encoding="utf-8"))["conditions"]
    assert len(five.asked_for) == len(set(five.asked_for))
    assert len(five.asked_for) >= len(names)


def test_names_from_standard_input_are_asked_once_each(run: Run, five: Registry) -> None:
    result = update_many(run, "-", stdin="ALL\n\nasthma\nAcute lymphoblastic leukemia\nzzzzzz\n")
    assert len(five.asked_for) == len(set(five.asked_for)) == 2
    assert result.exit_code == 5
    assert "1 of 3 conditions were not updated: zzzzzz." in result.stderr


@pytest.mark.parametrize("args", [(), ("--all", "asthma")], ids=["nothing", "both"])
def test_update_wants_to_know_what(run: Run, args: tuple[str, ...]) -> None:
    result = run("update", *args)
    assert result.exit_code == 2
    assert "condcli update --all" in result.stderr


def test_refresh_wants_a_name(run: Run) -> None:
    assert run("trials", "--refresh").exit_code == 2


def test_one_trial_is_fetched_by_its_number_or_an_older_one(run: Run, five: Registry) -> None:
    five.studies.append(study(77, NCTIdAlias=["NCT00000066"]))
    assert run("trial", "77").exit_code == 3
    assert "NCT number: NCT00000077" in run("trial", "nct00000077", "--refresh").stdout
    assert "NCT number: NCT00000077" in run("trial", "66", "--refresh").stdout
    assert "NCT00000077" in shown(run)
    assert run("trial", "77").exit_code == 0


@pytest.mark.usefixtures("five")
def test_a_number_that_the_registry_does_not_know(
    run: Run,
) -> None:
    result = run("trial", "99", "--refresh")
    assert result.exit_code == 3
    assert "ClinicalTrials.gov has no trial NCT00000099." in result.stderr


@pytest.mark.parametrize("number", ["NCT", "asthma", "NCT123456789", "٣", "NCT0453787", "nct1"])
def test_what_is_no_number_is_said(run: Run, number: str) -> None:
    assert run("trial", number).exit_code == 2


def test_a_number_with_a_digit_too_few_opens_no_other(run: Run) -> None:
    result = run("trial", "NCT0453787")
    assert "'NCT0453787' has 7 digits and an NCT number has 8." in result.stderr
    assert result.stdout == ""


@pytest.mark.usefixtures("five")
def test_forget_removes_all_that_was_stored(run: Run, home: Path) -> None:
    run("update", "ALL")
    (home / "evidence-set-aside-20260101T000000000000.sqlite3").write_text("old")
    assert "Removed all that updates stored" in run("forget").stdout
    assert not home.exists()
    assert "NCT04537871" in shown(run, "ALL")
    assert "Nothing was stored" in run("forget").stdout


@pytest.mark.usefixtures("five")
def test_forget_leaves_the_files_of_others(run: Run, home: Path) -> None:
    run("update", "ALL")
    (home / "mine.txt").write_text("mine")
    run("forget")
    assert [p.name for p in home.iterdir()] == ["mine.txt"]


@pytest.mark.usefixtures("five")
def test_what_is_stored_is_readable_by_its_owner_alone(run: Run, home: Path) -> None:
    run("update", "ALL")
    assert home.stat().st_mode & 0o777 == 0o700
    assert {p.name: p.stat().st_mode & 0o777 for p in home.iterdir()} == {
        "evidence.sqlite3": 0o600, "update.lock": 0o600,
    }  # fmt: skip


def test_no_look_up_is_kept(run: Run, home: Path) -> None:
    for args in (("trials", "ALL"), ("show", "asthma"), ("research", "ALL"), ("trial", "NCT04537871")):
        run(*args)
    assert not home.exists()

"""What the tests of render share: blocks as a terminal draws them, and answers with all that they may say."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias

import msgspec
import pytest
from good_record import good
from rich.console import Console

from condcli import clock
from condcli.json_answers import AdvanceRow, AdvanceRows, Page, TrialPage, TrialRow, TrialRows
from condcli.models import Condition
from condcli.registry_models import Advance, Intervention, Trial, TrialDetails
from condcli.render import plain, terminal
from condcli.render import trial_page as one_trial
from condcli.render.blocks import Block
from condcli.trials.near import Near

Make: TypeAlias = Callable[..., Any]
TRIAL = Trial(
    nct_id="NCT00000001",
    title="Examplinib for Sore Knees",
    status="RECRUITING",
    study_type="INTERVENTIONAL",
    interventions=(Intervention("DRUG", "Examplinib"),),
    phases=("PHASE2",),
    enrollment=1200,
    start_date="2026-03-15",
    minimum_age="18 Years",
    maximum_age=None,
    sex="ALL",
    countries=("United States",),
    sponsor="Example Hospital",
    conditions=("Sore knee",),
    updated="2026-10-01",
    as_of="2026-11-20",
    source="ClinicalTrials.gov",
    earlier=(),
    places=("Boston, Massachusetts",),
)
ADVANCE = Advance(
    pmid="12345678",
    doi="10.1000/example",
    title="Examplinib for sore knees: a randomized trial",
    journal="Journal of Knees",
    published="2026-05-17",
    condition="Sore knee",
    treatment="Examplinib",
    patients=3849,
    kind="Randomized controlled trial",
    summary="Researchers tested examplinib in 3,849 people with sore knee.",
    nct_ids=("NCT00000001",),
    as_of="2026-11-20",
    source="PubMed",
)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 30))


@pytest.fixture
def drawn() -> Make:
    """Blocks as a terminal of that width shows them: `drawn(80, Paragraph("said"))`."""

    def draw(width: int, *blocks: Block, encoding: str = "utf-8", styled: bool = False) -> str:
        console = Console(
            width=width,
            file=io.TextIOWrapper(io.BytesIO(), encoding=encoding),
            color_system="standard" if styled else None,
            force_terminal=styled,
            no_color=False,
            highlight=False,
            markup=False,
            emoji=False,
        )
        return "".join(terminal.pieces(blocks, console))

    return draw


@pytest.fixture
def trial() -> Make:
    """A trial as a row of a table, with other fields."""

    def row(**changes: object) -> TrialRow:
        number = str(changes.get("nct_id", TRIAL.nct_id))
        beside = {
            "plain_title": "Does examplinib help sore knees?",
            "url": f"https://clinicaltrials.gov/study/{number}",
            "distance": None,
            "nearest_site": None,
        }
        return TrialRow(**msgspec.structs.asdict(TRIAL) | beside | changes)

    return row


@pytest.fixture
def trial_page(trial: Make) -> Make:
    """All that is known of a trial, with other fields."""

    def whole(**changes: object) -> TrialPage:
        known = msgspec.structs.asdict(TrialDetails()) | msgspec.structs.asdict(trial())
        return TrialPage(**known | changes)

    return whole


@pytest.fixture
def said(trial_page: Make) -> Make:
    """The page of a trial with other fields, as plain lines."""

    def text(near: Near | None = None, **changes: object) -> str:
        return plain.text(one_trial.page(trial_page(**changes), near))

    return text


@pytest.fixture
def trials() -> Make:
    """Some trials as an answer, of which there may be more."""

    def rows(*found: TrialRow, **changes: object) -> TrialRows:
        counts = {"total": len(found), "count": len(found), "off_topic": 0}
        as_of = min((row.as_of for row in found), default=None)
        return TrialRows(**{"as_of": as_of, **counts, "trials": found} | changes)  # type: ignore[arg-type]

    return rows


@pytest.fixture
def paper() -> Make:
    """A paper as a row of a table, with other fields."""

    def row(**changes: object) -> AdvanceRow:
        url = "https://pubmed.ncbi.nlm.nih.gov/12345678/"
        return AdvanceRow(**msgspec.structs.asdict(ADVANCE) | {"url": url} | changes)

    return row


@pytest.fixture
def papers() -> Make:
    """Some papers as an answer, of which there may be more."""

    def rows(*found: AdvanceRow, **changes: object) -> AdvanceRows:
        as_of = min((row.as_of for row in found), default=None)
        counts = {"total": len(found), "count": len(found)}
        return AdvanceRows(**{"as_of": as_of, **counts, "advances": found} | changes)  # type: ignore[arg-type]

    return rows


@pytest.fixture
def page(trials: Make, papers: Make) -> Make:
    """The page of a sore knee, with other fields."""

    def whole(**changes: Any) -> Page:  # noqa: ANN401  fields of any shape
        beside = {name: changes.pop(name, ()) for name in ("trials", "research", "related")}
        record = msgspec.convert(good(**changes), Condition)
        return Page(
            **msgspec.structs.asdict(record),
            trials=trials(*beside["trials"]),
            research=papers(*beside["research"]),
            related=tuple(beside["related"]),
        )

    return whole

"""Are the facts that are shown those of the sources? Every field, read a second time by other code.

    python benchmarks/facts.py STUDIES.jsonl.gz

The file holds real studies of ClinicalTrials.gov, one a line, as the registry answers them. Two figures: how
many fields of our reading differ from a plain reading of the same record, and how many fields of the bundled
trials differ from the record of that number.
"""

import gzip
import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from condcli.catalog.library import Library
from condcli.registry_models import Trial, TrialDetails
from condcli.trials.study import Study

DAY = date(2026, 11, 23)


def at(record: Any, path: str) -> Any:  # noqa: ANN401  JSON
    """The value at a path below protocolSection, None where there is none."""
    record = record["protocolSection"]
    for part in path.split("."):
        record = [r.get(part) for r in record] if isinstance(record, list) else (record or {}).get(part)
    return record


def spaced(text: str | None) -> str | None:
    """The text in one line."""
    return re.sub(r"\s+", " ", text).strip() if text else None


def plain(record: Any) -> dict[str, Any]:  # noqa: ANN401  JSON
    """What a record says, read without the program."""
    count = at(record, "designModule.enrollmentInfo.count")
    sites = at(record, "contactsLocationsModule.locations") or []
    arms = at(record, "armsInterventionsModule.interventions") or []
    groups = at(record, "armsInterventionsModule.armGroups") or []
    outcomes = at(record, "outcomesModule.primaryOutcomes") or []
    papers = at(record, "referencesModule.references") or []
    return {
        "nct_id": at(record, "identificationModule.nctId"),
        "title": spaced(at(record, "identificationModule.briefTitle")),
        "status": at(record, "statusModule.overallStatus"),
        "study_type": at(record, "designModule.studyType"),
        "interventions": [(a["type"], spaced(a.get("name"))) for a in arms],
        "phases": at(record, "designModule.phases") or [],
        "enrollment": None if count is None or count >= 99999999 else count,  # noqa: PLR2004  the registry's sign
        "start_date": at(record, "statusModule.startDateStruct.date"),
        "minimum_age": at(record, "eligibilityModule.minimumAge"),
        "maximum_age": at(record, "eligibilityModule.maximumAge"),
        "sex": at(record, "eligibilityModule.sex"),
        "countries": sorted({s["country"] for s in sites if "country" in s}),
        "sponsor": spaced(at(record, "sponsorCollaboratorsModule.leadSponsor.name")),
        "conditions": sorted({spaced(c) or "" for c in at(record, "conditionsModule.conditions") or []}),
        "updated": at(record, "statusModule.lastUpdatePostDateStruct.date"),
        "official_title": spaced(at(record, "identificationModule.officialTitle")),
        "acronym": spaced(at(record, "identificationModule.acronym")),
        "summary": at(record, "descriptionModule.briefSummary"),
        "criteria": at(record, "eligibilityModule.eligibilityCriteria"),
        "healthy_volunteers": at(record, "eligibilityModule.healthyVolunteers"),
        "why_stopped": spaced(at(record, "statusModule.whyStopped")),
        "enrollment_type": at(record, "designModule.enrollmentInfo.type"),
        "keywords": sorted({spaced(k) or "" for k in at(record, "conditionsModule.keywords") or []}),
        "sites": [
            (spaced(s.get("facility")), s.get("status"), s.get("zip"), (s.get("geoPoint") or {}).get("lat"))
            for s in sites
        ],
        "completion_date": at(record, "statusModule.completionDateStruct.date"),
        "results_posted": at(record, "statusModule.resultsFirstPostDateStruct.date"),
        "arms": [(spaced(g.get("label")), g.get("type")) for g in groups],
        "outcomes": [(spaced(o.get("measure")), spaced(o.get("timeFrame"))) for o in outcomes],
        "papers": [(r.get("pmid"), spaced(r.get("citation"))) for r in papers[:20]],
    }


def ours(trial: Trial, details: TrialDetails) -> dict[str, Any]:
    """What the program says, in the same shapes."""
    known = {**msgspec.structs.asdict(trial), **msgspec.structs.asdict(details)}
    return {
        **known,
        "interventions": [(i.type, i.name) for i in trial.interventions],
        "phases": list(trial.phases),
        "countries": sorted(trial.countries),
        "conditions": sorted(trial.conditions),
        "keywords": sorted(details.keywords),
        "sites": [(s.facility, s.status, s.zip, s.latitude) for s in details.sites],
        "arms": [(a.label, a.type) for a in details.arms],
        "outcomes": [(o.measure, o.time_frame) for o in details.outcomes],
        "papers": [(p.pmid, p.citation) for p in details.papers],
    }


def differing(expected: dict[str, Any], found: dict[str, Any], among: set[str]) -> Iterator[str]:
    """The fields that are not the same."""
    for field in sorted(among & expected.keys()):
        if expected[field] != found[field]:
            yield f"{expected['nct_id']} {field}: {found[field]!r}, not {expected[field]!r}"


def main(path: Path) -> None:
    """Print both figures, and each difference."""
    row = set(Trial.__struct_fields__)
    every = row | set(TrialDetails.__struct_fields__)
    bundled = {t.nct_id: t for t in Library.open().trials.trials}
    read = seen = 0
    wrong: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            study = msgspec.json.decode(line, type=Study, strict=False)
            trial, expected = study.trial(DAY), plain(record)
            read += 1
            if trial:
                wrong += differing(expected, ours(trial, study.details()), every)
            stated = bundled.get(expected["nct_id"])
            if stated and stated.as_of == record["derivedSection"]["miscInfoModule"]["versionHolder"]:
                seen += 1
                wrong += differing(expected, ours(stated, TrialDetails()), row)
    print(f"{read:,} records, {len(every):,} fields each; {seen} bundled trials of the same day")
    print(f"{len(wrong)} differences")
    print("\n".join(wrong))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

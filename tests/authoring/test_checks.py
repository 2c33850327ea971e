"""Every check: where it finds something, and where it does not."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, cast

import pytest
from good_record import GLOSSARY, SYMPTOMS, Raw, catalog_of, good, write

from condcli.authoring.answers import Finding
from condcli.authoring.checks import CHECKS, examine, read_sheet

Records = Callable[[], list[Raw]]


class Case(NamedTuple):
    """A catalog, and what a check must say of it; None where it must be silent."""

    code: str
    label: str
    records: Records
    said: str | None
    place: str = ""
    side: Mapping[str, Any] = MappingProxyType({})


def one(**fields: object) -> Records:
    """A catalog of the good record with other fields."""
    return lambda: [good(**fields)]


def at(path: str, value: object) -> Records:
    """The good record with another value at a place such as care.note."""

    def records() -> list[Raw]:
        record = good()
        *above, last = path.split(".")
        part: Any = record
        for key in above:
            part = part[int(key) if key.isdigit() else key]
        part[int(last) if last.isdigit() else last] = value
        return [record]

    return records


def text(said: str) -> Records:
    """The good record with one more paragraph in its treatment."""
    return at("sections.treatment.body", ["Rest helps at first.", said])


def bullets(lead: str, *items: str) -> Records:
    """The good record with a list in its treatment."""
    return at("sections.treatment.body", [{"lead": lead, "items": list(items)}])


def two(first: Raw, second: Raw) -> Records:
    """Two records that share nothing but these fields."""
    other = {
        "id": "sore-hip",
        "name": "Sore hip",
        "aliases": [],
        "abbreviations": [],
        "loose_names": [],
        "codes": {"icd10cm": [], "mesh": [], "doid": []},
    }
    apart = [{"body": [f"It is what it is, number {n}."], "refs": [1, 2]} for n in (1, 2)]
    sections = [{"definition": a, "symptoms": a, "treatment": a} for a in apart]
    return lambda: [good(sections=sections[1], **(other | second)), good(sections=sections[0], **first)]


REFERENCE = good()["references"][0]
BOOK = good()["references"][1]


def references(**fields: object) -> Records:
    """The good record whose first reference has other fields."""
    return one(references=[REFERENCE | fields, BOOK])


EASY = "We rest. "
HARD = "Subsequently, individuals demonstrating considerable deterioration necessitate hospitalization. "
LONG = "word " * 21
TREATMENT = "sections.treatment"
CASES = [
    # ---- structure
    Case(
        "S001",
        "a field is missing",
        lambda: [{k: v for k, v in good().items() if k != "care"}],
        "missing",
        "care",
    ),
    Case("S001", "a field is unknown", one(dose="5"), "this field is unknown", "dose"),
    Case("S001", "an id in capitals", one(id="Sore Knee"), "small letters", "id"),
    Case("S001", "a wrong type deep inside", at("sections.treatment.refs", ["1"]), "whole number", TREATMENT),
    Case(
        "S001", "a section that we do not have", at("sections.prices", {}), "no such name", "sections.prices"
    ),
    Case("S001", "a date in words", one(written="today"), "year-month-day", "written"),
    Case("S001", "an empty list", at("sections.treatment.body", []), "empty", TREATMENT),
    Case("S001", "a list without items", bullets("Signs:"), "empty", TREATMENT),
    Case("S001", "a record that is no object", lambda: [cast("Raw", 7)], "an object belongs here"),
    Case("S001", "the good record", one(), None),
    Case("S002", "an id twice", two({"id": "sore-hip"}, {}), "sore-hip is used 2 times", "id"),
    Case("S002", "two ids", two({}, {}), None),
    Case("S003", "a reference too far", at("sections.treatment.refs", [3]), "there are 2", TREATMENT),
    Case("S003", "reference 0", at("sections.treatment.refs", [0]), "names reference 0", TREATMENT),
    Case("S003", "both references", at("sections.treatment.refs", [1, 2]), None),
    Case(
        "S004",
        "a broken side file",
        one(),
        "missing required field",
        "symptoms.json",
        {"symptoms": {"version": 1}},
    ),
    Case("S004", "broken trials", one(), "version", "trials.json", {"trials": {}}),
    Case("S004", "no broken side file", one(), None),
    Case("S005", "records out of order", lambda: [good(id="b"), good(id="a")], "order", "conditions.json"),
    Case("S005", "records in order", one(), None),
    Case("S006", "an unknown category", one(category="Cars"), '"Cars"', "category"),
    Case("S006", "another category", one(category="Blood"), None),
    Case(
        "S007",
        "no treatment",
        lambda: [good(sections={k: v for k, v in good()["sections"].items() if k != "treatment"})],
        "treatment",
        TREATMENT,
    ),
    Case("S007", "no causes", one(), None),
    Case("S008", "no refs", at("sections.treatment.refs", []), "treatment", TREATMENT),
    Case("S008", "refs", at("sections.treatment.refs", [1]), None),
    Case("S009", "a lead-in without colon", bullets("Signs", "a", "b"), "colon", TREATMENT),
    Case("S009", "one item", bullets("Signs:", "a"), "one item", TREATMENT),
    Case("S009", "two items", bullets("Signs:", "a", "b"), None),
    Case("S010", "three questions", one(questions=["A?", "B?", "C?"]), ": 3", "questions"),
    Case("S010", "seven questions", one(questions=[f"{n}?" for n in range(7)]), ": 7", "questions"),
    Case("S010", "six questions", one(questions=[f"{n}?" for n in range(6)]), None),
    Case("S011", "a huge text", one(summary="a" * 5001), "5,001 characters", "summary"),
    Case("S011", "a long text", one(summary="a" * 5000), None),
    Case(
        "S012",
        "nothing to accept",
        one(accepted=[{"check": "P004", "place": "summary", "reason": "It must be."}]),
        "P004 at summary",
        "accepted",
    ),
    Case("S012", "nothing accepted", one(), None),
    Case(
        "S013",
        "a record that is not there",
        one(),
        "no record sore-nose",
        "trials.json",
        {"trials": {"version": 1, "trials": [], "conditions": {"sore-nose": []}}},
    ),
    Case(
        "S013",
        "a trial that is not there",
        one(),
        "no trial NCT00000001",
        "trials.json",
        {"trials": {"version": 1, "trials": [], "conditions": {"sore-knee": ["NCT00000001"]}}},
    ),
    Case(
        "S013",
        "a paper that is not there",
        one(),
        "no paper at position 0",
        "research.json",
        {"research": {"version": 1, "advances": [], "conditions": {"sore-knee": [0]}}},
    ),
    Case(
        "S013",
        "sayings of a record that is not there",
        one(),
        "no record sore-nose",
        "sayings.json",
        {"sayings": {"version": 1, "sayings": {"sore-nose": ["Red nose"]}}},
    ),
    Case(
        "S013",
        "nothing listed",
        one(),
        None,
        side={"research": {"version": 1, "advances": [], "conditions": {"sore-knee": []}}},
    ),
    # ---- links
    Case("L001", "no publisher", references(publisher=" "), "publisher is empty", "references.1"),
    Case("L001", "no title", references(title=""), "title is empty", "references.1"),
    Case("L001", "both", one(), None),
    Case("L002", "plain http", references(url="http://example.org/a"), "plain http", "references.1"),
    Case("L002", "no address and no reason", references(url=None), "has no address", "references.1"),
    Case("L002", "no address at all", references(url="see the web"), "is not an address", "references.1"),
    Case("L002", "a script", references(url="javascript:alert(1)"), "is not an address", "references.1"),
    Case("L002", "an older page", references(url="http://example.org/a", via="older page"), None),
    Case("L002", "a book", references(url=None, via="book"), None),
    Case("L003", "unused", at("sections.treatment.refs", [1]), "A book on joints", "references.2"),
    Case(
        "L003",
        "unused, of the model page",
        lambda: [
            at("sections.treatment.refs", [1])()[0]
            | {"references": [REFERENCE, BOOK | {"via": "model page"}]}
        ],
        None,
    ),
    Case(
        "L004",
        "a day that is none",
        one(written="2026-02-30", changed="2026-03-01"),
        "not a real date",
        "written",
    ),
    Case("L004", "changed before written", one(changed="2025-01-01"), "but written", "changed"),
    Case("L004", "reviewed before written", one(reviewed="2025-01-01"), "but written", "reviewed"),
    Case(
        "L004", "read before it was dated", references(accessed="2023"), "but dated 2024-02", "references.1"
    ),
    Case("L004", "a month that is none", references(date="2024-02-31"), "not a real date", "references.1"),
    Case("L004", "read in the year of its date", references(accessed="2024"), None),
    Case("L004", "reviewed later", one(reviewed="2026-05-05"), None),
    Case("L005", "an unknown symptom", one(symptoms=["glow"]), "glow", "symptoms"),
    Case(
        "L005", "one misspelled", one(symptoms=["kneepain"]), "kneepain; close to it: knee-pain", "symptoms"
    ),
    Case("L005", "a known symptom", one(symptoms=["hip-pain"]), None),
    Case("L006", "nobody there", one(lookalikes=["sore-nose"]), "no record sore-nose", "lookalikes"),
    Case("L006", "itself", one(lookalikes=["sore-knee"]), "itself", "lookalikes"),
    Case("L006", "one way", two({"lookalikes": ["sore-hip"]}, {}), "does not point back", "lookalikes"),
    Case("L006", "both ways", two({"lookalikes": ["sore-hip"]}, {"lookalikes": ["sore-knee"]}), None),
    Case("L007", "a symptom twice", one(symptoms=["knee-pain", "knee-pain"]), '"knee-pain"', "symptoms"),
    Case("L007", "two symptoms", one(symptoms=["knee-pain", "hip-pain"]), None),
    # ---- names
    Case(
        "N001",
        "an alias of another",
        two({"aliases": ["sore  HIP"]}, {}),
        "belongs to sore-hip too",
        "aliases",
    ),
    Case(
        "N001",
        "shared by one",
        two({"aliases": ["Sore hip"], "shared_names": ["Sore hip"]}, {}),
        "belongs",
        "aliases",
    ),
    Case(
        "N001",
        "shared by both",
        two(
            {"aliases": ["Bad leg"], "shared_names": ["Bad leg"]},
            {"aliases": ["Bad leg"], "shared_names": ["Bad leg"]},
        ),
        None,
    ),
    Case("N002", "an alias like the name", one(aliases=["sore KNEE"]), '"sore KNEE"', "aliases"),
    Case(
        "N002", "an alias that is loose too", one(loose_names=["Painful knee"]), "Painful knee", "loose_names"
    ),
    Case("N002", "an abbreviation twice", one(abbreviations=["PFPS", "PFPS"]), '"PFPS"', "abbreviations"),
    Case("N002", "a plural", one(aliases=["Sore knees"]), None),
    Case("N003", "inverted with a comma", one(aliases=["Knee, sore"]), '"Knee, sore"', "aliases"),
    Case("N003", "inverted with a dash", one(aliases=["Knee - sore"]), '"Knee - sore"', "aliases"),
    Case("N003", "a hyphen", one(aliases=["Runner's-knee"]), None),
    Case("N004", "capitals", one(aliases=["COPD"]), '"COPD"', "aliases"),
    Case("N004", "a word", one(aliases=["Flu"]), None),
    Case("N005", "a word", one(abbreviations=["Knee"]), '"Knee"', "abbreviations"),
    Case("N005", "mixed case", one(abbreviations=["HbA1c", "T2DM"]), None),
    Case(
        "N006",
        "shared by one only",
        two({"shared_names": ["BK"]}, {"abbreviations": ["BK"]}),
        '"BK", which sore-knee shares',
        "shared_names",
    ),
    Case(
        "N006",
        "owned and shared by both",
        two(
            {"shared_names": ["BK"], "abbreviations": ["BK"]},
            {"shared_names": ["BK"], "abbreviations": ["BK"]},
        ),
        None,
    ),
    Case("N006", "shared by both", two({"shared_names": ["BK"]}, {"shared_names": ["BK"]}), None),
    Case(
        "N007",
        "two types",
        two({"name": "Knee pain type 1"}, {"name": "Knee pain type 2"}),
        "Knee pain type",
        "lookalikes",
    ),
    Case(
        "N007",
        "over and under",
        two({"name": "Hypothermia"}, {"name": "Hyperthermia"}),
        "thermia",
        "lookalikes",
    ),
    Case(
        "N007",
        "look-alikes",
        two(
            {"name": "Knee pain type 1", "lookalikes": ["sore-hip"]},
            {"name": "Knee pain type 2", "lookalikes": ["sore-knee"]},
        ),
        None,
    ),
    Case(
        "N008",
        "a symptom's name twice",
        one(),
        '"knee pain" in knee-pain and hip-pain',
        "symptoms.json",
        {
            "symptoms": {
                "version": 1,
                "symptoms": [*SYMPTOMS["symptoms"][:1], SYMPTOMS["symptoms"][1] | {"aliases": ["Knee pain"]}],
            }
        },
    ),
    Case("N008", "each its own", one(), None),
    Case(
        "N009",
        "a term twice",
        one(),
        '"ligament"',
        "glossary.json",
        {
            "glossary": {
                "version": 1,
                "terms": [
                    *GLOSSARY["terms"],
                    {"term": "band", "meaning": "a strip", "aliases": ["Ligament"]},
                ],
            }
        },
    ),
    Case("N009", "each its own", one(), None),
    Case(
        "N010",
        "a long meaning",
        one(),
        "takes 16 words",
        "glossary.json",
        {"glossary": {"version": 1, "terms": [{"term": "band", "meaning": "so " * 16, "aliases": []}]}},
    ),
    Case("N010", "short ones", one(), None),
    Case(
        "N011",
        "the name of the record",
        one(),
        '"sore knee" of sore-knee opens sore-knee',
        "sayings.json",
        {"sayings": {"version": 1, "sayings": {"sore-knee": ["sore knee"]}}},
    ),
    Case(
        "N011",
        "no name",
        one(),
        None,
        side={"sayings": {"version": 1, "sayings": {"sore-knee": ["My knee is bad"]}}},
    ),
    # ---- codes
    Case("C001", "no dot", at("codes.icd10cm", ["M2556"]), '"M2556"', "codes.icd10cm"),
    Case("C001", "a range", at("codes.icd10cm", ["E10-E14"]), '"E10-E14"', "codes.icd10cm"),
    Case("C001", "letters at the end", at("codes.icd10cm", ["S52.501A", "U07.1", "C7A.0", "J45"]), None),
    Case(
        "C002", "padded", at("codes.mesh", [{"id": "D000007172", "heading": "A"}]), "D000007172", "codes.mesh"
    ),
    Case(
        "C002", "no heading", at("codes.mesh", [{"id": "D007172", "heading": ""}]), "no heading", "codes.mesh"
    ),
    Case(
        "C002",
        "nine figures of its own",
        at("codes.mesh", [{"id": "D000086382", "heading": "COVID-19"}]),
        None,
    ),
    Case("C003", "no prefix", at("codes.doid", ["9351"]), '"9351"', "codes.doid"),
    Case("C003", "zeros in front", at("codes.doid", ["DOID:0060224"]), None),
    Case(
        "C004",
        "a code of another",
        two(
            {"codes": {"icd10cm": ["E11"], "mesh": [], "doid": []}},
            {"codes": {"icd10cm": ["E11"], "mesh": [], "doid": []}},
        ),
        "E11 in sore-hip too",
        "codes.icd10cm",
    ),
    Case("C004", "each its own", two({}, {}), None),
    # ---- plain language
    Case("P001", "hard text", text(HARD * 4), "grade", "sections"),
    Case("P001", "easy text", text(EASY * 3), None),
    Case("P002", "hard text", text(HARD * 4), "SMOG", "sections"),
    Case("P002", "easy text", text(EASY * 3), None),
    Case("P003", "a hard section", text(HARD * 6), "8.5 is the limit", TREATMENT),
    Case("P003", "a short section", text(HARD), None),
    Case(
        "P003",
        "a section hard without its terms too",
        at(
            "sections.treatment.body",
            ["Your doctor may order pictures of your leg to look for damage inside the painful joint. " * 4],
        ),
        "as plain words",
        TREATMENT,
    ),
    Case("P003", "a section with terms", text("The ligament joins the ligaments. " * 8), None),
    Case("P004", "21 words", text(LONG + "."), "21 in", TREATMENT),
    Case("P004", "20 words", text("word " * 20 + "."), None),
    Case("P005", "long sentences", text(("word " * 19 + "stop. ") * 4), "words", "sections"),
    Case("P005", "short sentences", text(EASY * 4), None),
    Case("P006", "16 words", bullets("Signs:", "a " * 16, "b"), "16 in", TREATMENT),
    Case("P006", "15 words", bullets("Signs:", "a " * 14 + "a", "b"), None),
    Case("P007", "nine items", bullets("Signs:", *"abcdefghi"), "9 from", TREATMENT),
    Case(
        "P007",
        "nine signs of an emergency",
        at("care.emergency", list("abcdefghi")),
        "9 from",
        "care.emergency",
    ),
    Case("P007", "eight items", bullets("Signs:", *"abcdefgh"), None),
    Case("P008", "61 words", text("word " * 61), "61 words", TREATMENT),
    Case("P008", "five sentences", text("We rest. " * 5), "5 sentences", TREATMENT),
    Case("P008", "four sentences with a doctor", text("We rest. Dr. Lee too. We rest. We rest."), None),
    Case("P009", "passive", text("The knee is treated. It was often operated on."), "%", "sections"),
    Case("P009", "active", text("Doctors treat the knee. You are tired."), None),
    Case("P010", "a hard word", text("You may need arthroscopy."), '"arthroscopy"', TREATMENT),
    Case("P010", "hyphens", text("A pre-arthroscopic test."), "arthroscopic", TREATMENT),
    *[
        Case("P010", f"explained {how}", text(said), None)
        for how, said in {
            "in brackets": "A look into the knee (arthroscopy) may help.",
            "by brackets": "Arthroscopy (a look into the knee) may help.",
            "as called": "A look into the knee is called arthroscopy.",
            "as known": "A look into the knee, known as arthroscopy, may help.",
            "by what it means": "Arthroscopy means a look into the knee.",
            "by what it is": "Arthroscopy is a look into the knee.",
            "by what it does": "Arthroscopy lets a doctor look into the knee.",
            "behind a comma": "Some have arthroscopy, a look into the knee.",
            "as the other word": "A look into the knee, or arthroscopy, may help.",
            "behind a colon": "Arthroscopy: a look into the knee.",
            "by the glossary": "The ligaments hold.",
            "by being everyday": "Your family may exercise uncomfortably.",
            "by a light ending": "Suddenly, it is infected.",
            "by being a name": "The Amputee Association helps.",
        }.items()
    ],
    # ---- text
    Case("T001", "an escape", text("Rest\x1b[31m."), "U+001B", TREATMENT),
    Case("T001", "a mark that turns text", one(aliases=["Knee\u202e"]), "U+202E", "aliases"),
    Case("T001", "an invisible space", references(title="Kn\u200bees"), "U+200B", "references.1"),
    Case("T001", "letters of other tongues", text("Ménière and 100.4°F are fine."), None),
    Case("T002", "to do", text("TODO: write this."), "TODO", TREATMENT),
    Case("T002", "a symptom to do", one(symptoms=["todo-ids"]), "todo-ids", "symptoms"),
    Case("T002", "to do is a verb", text("There is much to do."), None),
    *[
        Case("T003", kind, text(said), kind.partition(":")[0], TREATMENT)
        for kind, said in {
            "markup": "Rest <b>well</b>.",
            "markup: an entity": "Rest &amp; sleep.",
            "markup: a link": "See [this](that).",
            "an address": "See https://example.org for more.",
            "a note mark": "Rest helps.[2]",
            "a word of a web page": "Click here for more.",
            "broken letters": "It\u2019s donâ€™t.",
            "stray space": "Rest  well.",
            "stray space: at the end": "Rest well. ",
            "stray space: before a comma": "Rest , sleep.",
        }.items()
    ],
    Case(
        "T003", "a web name, a comparison and a bracket", text("See lls.org if 3 < 5 and 7 > 6 (ask)."), None
    ),
    *[
        Case("T004", word, text(f"See {word} there."), f'"{word}"', TREATMENT)
        for word in (
            "leukaemia",
            "tumour",
            "oedema",
            "diarrhoea",
            "anaesthetic",
            "organised",
            "fibre",
            "paediatric",
        )
    ],
    Case(
        "T004",
        "US words",
        text("The tumor, exercise, our hour, and Haemophilus infection. Great Centre there."),
        None,
    ),
    Case("T005", "unexplained", text("Ask about DMARD pills."), '"DMARD"', TREATMENT),
    Case("T005", "a drip", text("You get food through an IV at night."), '"IV"', TREATMENT),
    *[
        Case("T005", f"explained {how}", text(said), None)
        for how, said in {
            "in brackets": "Ask about joint pills (DMARDs).",
            "by brackets": "Ask about DMARDs (joint pills).",
            "by the glossary": "You may have an MRI.",
            "by the comma": "It shows DMARD, a kind of pill.",
            "as a gene": "Some have a BRAF gene.",
            "as a name with a figure": "The test shows T3 and HER2.",
            "as a number": "In stage IV, and with type IIIA or bipolar II, ask.",
            "as known to all": "Do NOT go to the US on TV.",
        }.items()
    ],
    Case(
        "T006",
        "a sentence twice",
        two(
            {"summary": "It is good to know that knees can heal again."},
            {"summary": "It is good to know that knees can heal again."},
        ),
        "in sore-hip",
        "summary",
    ),
    Case(
        "T006", "a short one twice", two({"summary": "Knees can heal."}, {"summary": "Knees can heal."}), None
    ),
    Case("T007", "banned", text("It is mostly seen in men."), "mostly", TREATMENT),
    Case("T007", "translated", text("It comes at times."), "at times", TREATMENT),
    Case("T007", "as people say it", text("It is usually seen in men, sometimes at times of stress."), None),
    # ---- what figures and care rest on
    Case(
        "L008",
        "an old source",
        lambda: [
            good(
                sections=good()["sections"] | {"treatment": {"body": ["It helps 1 in 3."], "refs": [1]}},
                references=[good()["references"][0] | {"date": "2012"}, good()["references"][1]],
            )
        ],
        "1 in 3",
        TREATMENT,
    ),
    Case(
        "L008",
        "read lately",
        lambda: [
            good(
                sections=good()["sections"] | {"treatment": {"body": ["It helps 1 in 3."], "refs": [1]}},
                references=[good()["references"][0] | {"date": None}, good()["references"][1]],
            )
        ],
        None,
    ),
    Case("L009", "nothing", at("care.refs", []), "nothing is named", "care.refs"),
    Case("L009", "something", at("care.refs", [2]), None),
    *[
        Case("L010", what, at("references.0.url", url), what, "references.1")
        for url, what in (
            ("https://ghr.nlm.nih.gov/condition/asthma", "a retired site"),
            ("https://github.com/example/data", "a place for code"),
            ("https://example.org/press-releases/2024/knees", "a press release"),
            ("https://example.org/knees?id=3", "a query"),
            ("https://example.org/", "a home page"),
        )
    ],
    Case("L010", "a page", at("references.0.url", "https://example.org/news-room/fact-sheets/knees"), None),
    Case(
        "N012",
        "one of three",
        lambda: [
            good(names_es=["rodilla dolorida"]),
            good(id="other-knee", names_es=["otra rodilla"]),
            good(id="third-knee"),
        ],
        "the list is empty",
        "names_es",
    ),
    Case("N012", "none has any", one(), None),
    # ---- figures
    Case("F001", "above 100", text("It helps 120% of people."), "120%", TREATMENT),
    Case("F001", "100", text("It helps 100% and 99.5 percent."), None),
    Case("F002", "upside down", text("It takes 10 to 5 days."), "10 to 5", TREATMENT),
    Case("F002", "with a dash", text("It takes 10-5 days."), "10-5", TREATMENT),
    Case(
        "F002",
        "a fall, a number, a name",
        text("It fell from 10 to 5. Call 1-800-555-0100. CA 19-9 is 2 to 3. It is 1 in 5 to 1 in 3."),
        None,
    ),
    *[
        Case("F002", said, text(said), said[-28:-15], TREATMENT)
        for said in (
            "It is for men from 70 to 30 years of age.",
            "It is seen in those aged from 70 to 30 years.",
        )
    ],
    Case(
        "F002",
        "a winter, a larger unit",
        text("In the 2025-26 flu season, and in 1999-00, some 850,000 to 2.2 million people had it."),
        None,
    ),
    Case("F003", "no comma", text("It hits 10000 people."), "10000", TREATMENT),
    Case(
        "F003",
        "a comma, a year, a number to call, a name",
        text("In 2021, 10,000 fell. Text HOME to 741741. The gene is HLA-B*1502."),
        None,
    ),
    Case("F004", "a share", text("It hits 14% of all adults."), "14%", TREATMENT),
    Case("F004", "a reading", text("Oxygen below 92% is low. It hits 1 in 7 adults."), None),
    # ---- safety
    Case("M001", "no sign, no reason", at("care.emergency", []), "both are empty", "care.emergency"),
    Case(
        "M001",
        "a reason",
        lambda: [good(care=good()["care"] | {"emergency": [], "note": "It is never an emergency."})],
        None,
    ),
    Case(
        "M002",
        "vague",
        at("care.emergency", ["feeling very unwell"]),
        "feeling very unwell",
        "care.emergency",
    ),
    Case("M002", "concrete", at("care.emergency", ["a fever of 104°F"]), None),
    Case("M003", "a sentence", at("care.urgent", ["You feel pain."]), "You feel pain.", "care.urgent"),
    Case("M003", "a person", at("care.urgent", ["someone who faints", "a fever"]), None),
    *[
        Case("M004", said, text(said), said[:10], TREATMENT)
        for said in (
            "This will cure you.",
            "You will be fine.",
            "It is guaranteed to help.",
            "It is 100% safe.",
            "This miracle helps.",
        )
    ],
    Case(
        "M004",
        "no promise",
        text(
            "It will not cure you. There is no guarantee. Most cuts will heal in 2 weeks."
            " It nearly always works."
        ),
        None,
    ),
    *[
        Case("M005", said, text(f"Adults have {said} a day."), said, TREATMENT)
        for said in (
            "500 mg",
            "2.5 mL",
            "two tablets",
            "3 puffs",
            "1,000 IU",
            "10-mg pills",
            "one tablet",
            "1 drop",
            "2 grams",
            "10 mg/day",
            "10 mg/kg",
            "seven pills",
            "half a tablet",
            "1/2 tablet",
            "1 1/2 tablets",
            "one and a half tablets",
            "ten milligrams",
            "one puff twice",
            "2 sprays",
            "two teaspoons",
            "1 tsp",
            "5 units",
            "3 mg per kilogram",
            "5 g",
        )
    ],
    *[
        Case("M005", said, text(said), said[:12], TREATMENT)
        for said in (
            "Take one tablet.",
            "Use two sprays.",
            "Give it as 15 mg per kilogram.",
            "Put 1 drop in.",
        )
    ],
    Case(
        "M005",
        "no dose",
        text(
            "Over 190 mg/dL is high. You may get 2 units of blood. Eat 2,300 mg of sodium. Salt: 1,500 mg."
            " Aim for 25 grams of fiber. Albumin over 30 mg/g is high. Two new pills are out."
            " They often come in one pill. Eat a teaspoon of sugar. Get 2 shots."
        ),
        None,
    ),
    *[
        Case("M006", said, text(said), said[:10], TREATMENT)
        for said in (
            "Stop taking your pills.",
            "You should stop using your inhaler.",
            "Skip your medicine for a day.",
        )
    ],
    Case(
        "M006",
        "no advice",
        text(
            "Do not stop taking your pills. Stop taking it only if your doctor says so. Stop smoking."
            " Skip vitamin C pills. Ask whether you could stop the pill one day."
        ),
        None,
    ),
    *[
        Case("M007", said, text(f"Some {said} here."), said, TREATMENT)
        for said in (
            "diabetics",
            "suffer from pain",
            "stroke victims",
            "alcoholics",
            "commit suicide",
            "an addict",
            "who say a diabetic",
        )
    ],
    Case(
        "M007",
        "people first",
        text(
            "People with diabetic eyes and Alcoholics Anonymous help."
            " A diabetic foot ulcer or an alcoholic drink."
        ),
        None,
    ),
    Case("M009", "bare", at("care.soon", ["a high fever"]), "a high fever", "care.soon"),
    Case("M009", "measured", at("care.soon", ["a fever of 101°F or more", "a cough that lasts"]), None),
    *[
        Case("M010", said, at("care.routine", [said]), said, "care.routine")
        for said in (
            "night sweats, or fevers that come and go",
            "weight loss without trying",
            "blood in your urine",
            "a lump that stays for 3 weeks",
            "trouble swallowing for 2 weeks",
            "bleeding after menopause",
        )
    ],
    Case(
        "M010",
        "another tier, another thing",
        lambda: [
            good(
                care=good()["care"]
                | {"soon": ["night sweats"], "routine": ["trouble losing weight", "no blood test this year"]}
            )
        ],
        None,
    ),
    Case(
        "M011",
        "a trap",
        at("care.soon", ["trouble breathing or sweating"]),
        "trouble breathing or",
        "care.soon",
    ),
    Case(
        "M011",
        "no trap",
        at(
            "care.soon",
            [
                "sweating or trouble breathing",
                "trouble breathing or walking",
                "pain, trouble walking or itching",
            ],
        ),
        None,
    ),
    Case(
        "M012",
        "a danger that no list says",
        text("You may need warfarin."),
        'warfarin: bleeding, such as "bleeding',
        "care.emergency.blood-thinners-bleeding",
    ),
    Case(
        "M012",
        "no medicine, and one whose danger is said",
        lambda: [
            text("You may take prednisone. Do not take warfarin.")()[0]
            | {"care": good()["care"] | {"urgent": ["no steroid pills left"]}}
        ],
        None,
    ),
    Case(
        "M013",
        "a medicine without what it must not be mixed with",
        text("You may take methotrexate."),
        "methotrexate with trimethoprim",
        "sections.treatment.methotrexate-with-trimethoprim",
    ),
    Case("M013", "a mix that is said", text("Trimethoprim must not meet methotrexate."), None),
    Case("M008", "blame", text("You failed to rest."), "You failed", TREATMENT),
    Case(
        "M008",
        "no blame",
        text(
            "It is not your fault. A lazy eye can heal. A medicine may be to blame."
            " They make careless mistakes."
        ),
        None,
    ),
]


def found_in(folder: Path, case: Case) -> list[Finding]:
    sheet = read_sheet(write(folder, catalog_of(*case.records()), **case.side))
    return list(examine(sheet).findings)


@pytest.mark.parametrize("case", CASES, ids=[f"{c.code}-{c.label}" for c in CASES])
def test_a_check_finds_what_it_is_for_and_nothing_else(tmp_path: Path, case: Case) -> None:
    found = [f for f in found_in(tmp_path, case) if f.code == case.code]
    if case.said is None:
        assert found == []
    else:
        assert [f for f in found if case.said in f.text and f.place.startswith(case.place)]
        assert all(f.repair.endswith(".") and f.text.count("\n") == 0 for f in found)


def test_nothing_is_found_in_a_good_record(tmp_path: Path) -> None:
    assert found_in(tmp_path, Case("", "", one(), None)) == []


def test_every_check_is_shown_to_find_and_to_be_silent() -> None:
    codes = {c.code for c in CHECKS if c.code[0] != "O"}  # tests/catalog/test_overlay.py has those
    assert {c.code for c in CASES if c.said is not None} == codes
    assert {c.code for c in CASES if c.said is None} == codes
    assert len({c.code for c in CHECKS}) == len(CHECKS)


def test_what_is_still_to_be_written_is_said_once(tmp_path: Path) -> None:
    record = partial(good, category="TODO: pick one", summary="TODO: write; 500 mg will cure DMARD oedema.")
    codes = {f.code for f in found_in(tmp_path, Case("", "", lambda: [record()], None))}
    assert codes == {"T002"}

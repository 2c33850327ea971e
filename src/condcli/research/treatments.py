"""The treatment that a paper is about, from its title and PubMed's index; None where it is not clear.

How often the rules are right is measured by benchmarks/extract.py and written down in docs/evidence.md.
"""

import re
from collections.abc import Iterator, Sequence

from condcli.research.text import either, words

LONGEST = 12  # words; more is a sentence, not a name
MOST_INDEXED = 3  # medicines; a paper with more is not about one of them
LONGEST_TITLE = 600  # characters; no more of a title is read

_ACTS = either(
    """improves? reduces? increases? decreases? prevents? protects? produces? enhances? lowers? attenuates?
    induces? accelerates? shortens? prolongs? does is may"""
)
# What follows a treatment in a title.
_LINKS = either(
    r"""compared compares as on in for versus vs\.? v during after before among to at into against following
    over via when while within without given under upon from by are was were has have do did can
    treatment\sof therapy\sof"""
)
_END = rf"(?=\s*(?:[,:;?.\]]|--|$)|\s+(?:{_LINKS}|{_ACTS})\b)"
_NAME = r"(?P<name>[^,:;?]+?)"
_MEASURED = either(
    """effects? efficacy effectiveness safety tolerability impact influence benefits? usefulness feasibility
    acceptability outcomes? role value actions? pharmacokinetics pharmacodynamics results experience
    use usage addition administration evaluation assessment potential activity superiority
    advantages? bioavailability cost-effectiveness immunogenicity durability"""
)
_STUDY = either(
    "trials? stud(?:y|ies) comparison evaluation analysis investigation experience review meta-analysis"
)
_TREATING = either("treated treatment therapy management treating prevention prophylaxis relief control")
_NOT_BETWEEN = r"(?! (?:with|using|by|patients|children|adults|women|men|subjects|people|who|versus)\b)"
_FIRST_LINKS = either(
    r"""versus vs\.? compared\s(?:with|to) for in as plus to treatment\sof therapy\sof during after on
    combined\swith"""
)
_RULES = tuple(
    re.compile(rule, re.IGNORECASE)
    for rule in (
        rf"\b{_TREATING}\b(?:{_NOT_BETWEEN}[^:;?])*? (?:with|using|by) {_NAME}{_END}",
        rf"\b{_MEASURED}(?:\s*(?:,|and|&|/)\s*(?:\w+\s+)?{_MEASURED})* (?:of|with|from) {_NAME}{_END}",
        rf"\b{_STUDY} (?:of|with|on) {_NAME}{_END}",
        rf"\b(?:comparing|comparison between|comparison of) {_NAME}{_END}",
        rf"^\W*+{_NAME}(?=\s+(?:{_FIRST_LINKS}|{_ACTS})\b)",
    )
)
# What stands in these places is a treatment, even under a name that tells nothing of itself.
_BY_CHANCE = r"(?:placebo|sham|double-blind|single-blind|randomi[sz]ed|phase (?:[1-4]|I{1,3}|IV))"
_PATIENTS = either("patients children adults women men adolescents subjects participants infants volunteers")
_AGAINST = r"(?:for|in) the (?:treatment|prevention|management|prophylaxis)"
_SURE_RULES = tuple(
    re.compile(rule, re.IGNORECASE)
    for rule in (
        rf"\b(?:placebo|sham)[-\s]controlled\b[^:;?]{{0,60}}? (?:trial|study) of {_NAME}{_END}",
        rf"\bphase (?:[1-4]|I{{1,3}}|IV)[^:;?]{{0,40}}? (?:trial|study) of {_NAME}{_END}",
        rf"\b(?:efficacy|tolerability|effectiveness)(?: and \w+)? of {_NAME}{_END}",
        rf"\b(?:trial|study) of {_NAME}(?= {_AGAINST} of\b)",
        rf"^\W*+{_NAME}(?= (?:versus|vs\.?|compared with) placebo\b)",
        rf"^\W*+{_NAME}(?= {_AGAINST} of\b)",
        rf"^\W*+{_NAME}(?= as (?:\w+ )?(?:therapy|treatment|prophylaxis)\b)",
        rf"^\W*+{_NAME}(?= in (?:[\w-]+ ){{0,3}}?{_PATIENTS}\b[^:;]*[:;][^:;]*{_BY_CHANCE})",
    )
)
# Words that treatments are called by, and endings that only medicines have.
_TREATMENT_WORDS = r"""
    \w*therap(?:y|ies) treatments? \w*training exercises? \w*surgery \w*tomy \w*plasty vaccin\w+
    interventions? program(?:me)?s? \w*acupuncture \w*supplement\w* \w*transplant\w* counsel+ing
    education rehabilitation blocks? blockade ana?esthesia analgesia regimens? diets? dietary
    implants? stimulation ablation inhibitors? antagonists? agonists? blockers? vitamins? acids?
    hormones? insulin antibiotics? probiotics? prebiotics? steroids? corticosteroids?
    antidepressants? antipsychotics? opioids? statins? infusions? injections? tablets? capsules?
    gels? creams? ointments? lotions? sprays? inhalers? drops oil extracts? decoctions? herb(?:s|al)
    stents? stenting grafts? sutures? valves? devices? lasers? massage meditation mindfulness
    hypnosis yoga relaxation biofeedback psychoeducation antibod(?:y|ies) immunoglobulins? globulin
    interferons? cells? oxygen ventilation dialysis \w*scop(?:y|ic) radiation irradiation nitrate
    chloride sulf?phate sulfate oxide calcium magnesium zinc iron lithium sodium potassium aspirin
    heparin caffeine cannabis cannabidiol alcohol placebo melatonin oxytocin secretin chemo\w+
    radio\w+ immuno\w+ \w*apheresis feedback coaching reminders? telehealth telemedicine apps?
    drugs? fluids? nutrition peel monitoring pumps? toothbrush\w* mouthwash toothpaste paste formula
    self-management school-based cognitive[-\s]behaviou?ral conditioning embolization resection
    dissection repair cannulation \w*tripsy cef\w+
"""
_TREATMENT = re.compile(rf"\b{either(_TREATMENT_WORDS)}\b", re.IGNORECASE)
_MEDICINE_WORDS = r"""
    mab nib ciclib parib zomib statin pril prilat sartan olol alol dipine azole oxacin mycin micin
    cillin cycline vir gliptin gliflozin glitazone tide formin zosin triptan setron tidine
    lukast terol sone solone onide azepam azolam zepine barbital caine curium curonium fentanil
    fentanyl orphine orphan codone phone dronate parin xaban gatran platin taxel rubicin bine
    trexate mustine poside tecan estrol estrone gestrel sterone oxifene trozole lutamide relin relix
    thiazide semide tanide lactone amide amine idine apine idone piprazole peridol oxetine traline
    opram faxine azine triptyline ipramine profen fenac oxicam coxib acetin salazine prine mus kine
    kinra cept stim poetin zepam afil ryl tine furan micol penem bactam fungin quine
"""
_MEDICINE = re.compile(rf"\b[\w-]{{2,}}{either(_MEDICINE_WORDS)}\b", re.IGNORECASE)
_TOO_GENERAL = either(
    """treatment therapy interventions? surgery management medication drugs? training diet
    ana?esthesia"""
)
_NO_PART_OF_IT = either(
    r"""patients? children adults women people effects? outcomes? levels? profiles? treated follow-?up
    evaluat\w+ status predicts? function expression polymorphisms? induced production trials?
    stud(?:y|ies) protocol has can cause[sd]? risk (?:treatment|management)\sof changes? depletion
    manifestations dependence response relation dynamics gene using receiving content
    effectiveness escalation impact clinic markers? estimating plasma serum prognosis associated
    program\sof intestinal temperatures? quality scores? symptoms? disease efficacy safety timing
    adherence costs? use different update assess\w* optimi[sz]\w+ structure barriers refusals? strength"""
)
_NO_TREATMENT = re.compile(
    rf"^(?:(?:the )?{_TOO_GENERAL}|\w+ treatments|\d+ \w+ interventions?|.*\b{_NO_PART_OF_IT}\b.*)$",
    re.IGNORECASE,
)
_HOW_GIVEN = either(
    r"""the an? two three four different various some single[-\s]dose single iv daily once-daily weekly
    high-dose low-dose a\ssingle\sdose\sof multiple\scourses\sof hypotensive antihypertensive therapeutic
    clinical randomi[sz]ed long-term short-term adding"""
)
_ASPECT = either(
    r"""use effects? efficacy regimens addition administration dos(?:ing|e)\sschedules doses infusions?
    (?:\w+\s)?application"""
)
_BEFORE = re.compile(
    rf"""^(?:{_HOW_GIVEN}\s+
    |\d+[-\s](?:day|week|month)\s(?:course|regimen)s?\sof\s+
    |{_ASPECT}\ of\s+
    |using\s+
    |(?:treatment|therapy)\ with\s+
    |(?:(?:overall|progression-free|event-free|disease-free)\ )?survival\ with\s+)+""",
    re.IGNORECASE | re.VERBOSE,
)
# What follows a treatment's name and is no part of it.
_CUT = re.compile(r"\s+(?:with or|alone or|followed|guided by|and/or)\b.*$", re.IGNORECASE)
_FUNCTION_WORDS = words(
    """a an and as at by during for from in into of on or over plus than that the to under until versus via vs
    with without"""
)
_QUESTION = re.compile(r"^(?:is|are|do|does|can|what|which|how|why|should|will)\b", re.IGNORECASE)
SURE_LENGTH = 6  # words of a name that only its place tells to be a treatment
_AFTER = re.compile(
    r"\s+(?:\(?\s*\d[\d.,\s/-]*(?:%|mg|mcg|g|ml|iu|units?|gy|kg)?\b.*"
    r"|treatment|given|alone|use|administration|added|(?:or|and|with|plus) placebo)$",
    re.IGNORECASE,
)


def treatment(title: str, substances: Sequence[str] = (), medicines: Sequence[str] = ()) -> str | None:
    """The treatment that a paper is about.

    `substances` are the chemicals that PubMed lists for it, `medicines` its main MeSH headings for what is
    used as treatment.
    """
    text = " ".join(title[:LONGEST_TITLE].strip(" []").split())
    named = (n for n in _found(_RULES, text) if _is_treatment(n, substances))
    placed = (n for n in _found(_SURE_RULES, text) if _may_be(n) and len(n.split()) <= SURE_LENGTH)
    if name := next(named, None) or next(placed, None):
        return name
    return ", ".join(medicines) if 0 < len(medicines) <= MOST_INDEXED else None


def _found(rules: Sequence[re.Pattern[str]], text: str) -> Iterator[str]:
    for rule in rules:
        for match in rule.finditer(text):
            yield _trimmed(match["name"])


def _trimmed(name: str) -> str:
    """The name without dose, form of study and open brackets; it ends on no function word."""
    name = _CUT.sub("", _BEFORE.sub("", name.strip(" []()\"'")))
    before = ""
    while name != before:
        before, name = name, _AFTER.sub("", name)
    if name.count("(") > name.count(")"):
        name = name[: name.rindex("(")]
    said = name.strip(" -,.").split(" ")
    while said and said[-1].lower() in _FUNCTION_WORDS:
        said.pop()
    return " ".join(said)


def _may_be(name: str) -> bool:
    """Whether nothing about the name speaks against it."""
    too_long = len(name.split()) > LONGEST
    return bool(name) and not (too_long or _NO_TREATMENT.match(name) or _QUESTION.match(name))


def _is_treatment(name: str, substances: Sequence[str]) -> bool:
    lowered = name.casefold()
    told = (
        any(s.casefold() in lowered for s in substances) or _TREATMENT.search(name) or _MEDICINE.search(name)
    )
    return _may_be(name) and bool(told)

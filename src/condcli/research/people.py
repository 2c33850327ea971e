"""Sentences in which counts of people are marked, so that rules can speak about them.

    "Thirty-nine toddlers and 14 healthy controls had 2 visits (n = 53)."
    -> "#39 and @14 had 2 visits ( ~53 ) ."

`#` counts people, `@` counts healthy people and controls, `~` is the number of an "n =".
"""

import re
from collections.abc import Sequence

from condcli.research.text import number_at, words

PEOPLE = words(
    """adolescents adults americans asthmatics athletes babies boys cases children
    clients clinicians controls couples diabetics doctors donors drinkers drivers elders employees
    females gamblers girls hypertensives individuals infants inpatients insomniacs males managers
    men mothers neonates newborns nulliparas nurses offenders outpatients parents participants
    patients pediatricians people persons physicians practitioners preschoolers preterms
    primigravidae pupils recipients residents respondents responders runners seniors smokers
    soldiers students subjects survivors teachers teenagers toddlers users veterans volunteers
    women workers youngsters youth youths"""
)
HEALTHY = words("healthy normal control controls nonasthmatic non-diabetic nondiabetic normotensive siblings")
CARERS = words("caregivers caregiver carers carer")  # no number of patients
# What cannot stand between a number and the people that it counts.
_ENDS = CARERS | words(
    """a about after an and/or are as at be because been before between by days during each eyes for from
    had has have hours hundred if in into is kg mg million min minutes ml months of on or out over
    per samples specimens studies teeth than that the their these they this those thousand times
    to trials units was we weeks were when where which while who whose with within year years"""
)
_AFTER_PEOPLE = words("year years month months visits days hours records per")
_LONGEST_PHRASE = 9
_LONGEST_ASIDE = 6
_TOKEN = re.compile(
    r"\d+-[^\W\d_][\w-]*"  # 60-year-old
    r"|\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?!\d)"
    r"|\d*[.\u00b7]?\d+"
    r"|[^\W\d_](?:[\w'\u2019/-]*\w)?"
    r"|\S"
)
_NOT_COUNTS_BEFORE = words(
    "- \u2013 \u2014 / . = < > \u2265 \u2264 \u00b1 $ age grade stage type phase day week"
)
_DATE_BEFORE = words(
    """in since until from and to between during january february march april may june july august
    september october november december spring summer autumn fall winter early late mid"""
)
_YEARS = range(1900, 2100)


def marked(sentence: str) -> str:
    """The sentence in lower case, words apart, with its counts of people marked."""
    words = _TOKEN.findall(sentence)
    said, place = [], 0
    while place < len(words):
        taken, text = _count_at(words, place)
        said.append(text)
        place += taken
    return " ".join(said)


def _count_at(words: Sequence[str], place: int) -> tuple[int, str]:
    """How many words a count takes, and its mark; else one word as it is."""
    equals = [w.lower() for w in words[place : place + 2]] == ["n", "="]
    start = place + 2 if equals else place
    found = number_at(words, start) if start < len(words) else None
    if not found:
        return 1, words[place].lower()
    value, length = found
    before = words[place - 1].lower() if place else ""
    dated = before in _DATE_BEFORE and value in _YEARS
    if not equals and (dated or before in _NOT_COUNTS_BEFORE or _in_range(words, place, length)):
        return length, " ".join(words[place : place + length]).lower()
    end = _after_repeat(words, start + length, value)
    phrase = _people_from(words, end)
    if not phrase:
        return start + length - place, f"~{value}" if equals else str(value)
    sort = "@" if HEALTHY & set(phrase) else "#"
    return end - place + len(phrase), f"{sort}{value}"


def _in_range(words: Sequence[str], place: int, length: int) -> bool:
    """Whether it stands right after another number, or in "5 to 7", "5-7" or "between 5 and 7"."""
    if words[max(0, place - 3) : place : 2] in (["between", "and"], ["Between", "and"]):
        return True
    after_number = place > 0 and number_at(words, place - 1)
    after_to = place > 1 and words[place - 1] == "to" and number_at(words, place - 2)
    following = words[place + length : place + length + 2]
    return bool(
        after_number or after_to or (following[:1] in (["-"], ["\u2013"]) and following[-1].isdigit())
    )


def _after_repeat(words: Sequence[str], place: int, value: int) -> int:
    """Past a "(193)" that says a number in words again."""
    again = list(words[place : place + 3])
    return place + 3 if again == ["(", str(value), ")"] else place


def _people_from(words: Sequence[str], start: int) -> list[str]:
    """The words up to the people that a number before them counts, or none."""
    place = start
    while place < min(len(words), start + _LONGEST_PHRASE):
        word = words[place].lower()
        if word in PEOPLE:
            following = words[place + 1].lower() if place + 1 < len(words) else ""
            return [] if following in _AFTER_PEOPLE else _with_more(words, start, place + 1)
        inside = word[0].isalnum() or word in {",", "-", "'", "\u2019"} or _is_initial(words, place)
        other_number = number_at(words, place) and words[place - 1].lower() not in _NOT_COUNTS_BEFORE
        if word == "(":
            # Past a short remark; one that holds a share hides what follows
            aside = words[place : place + _LONGEST_ASIDE]
            place += aside.index(")") + 1 if ")" in aside and "%" not in aside else _LONGEST_PHRASE
        elif word in _ENDS or not inside or other_number:
            return []
        else:
            place += 1
    return []


def _is_initial(words: Sequence[str], place: int) -> bool:
    """The point of "H. pylori"."""
    return words[place] == "." and place > 0 and len(words[place - 1]) == 1


def _with_more(words: Sequence[str], start: int, end: int) -> list[str]:
    """The phrase, with a second kind of people: "men and women"."""
    more = [w.lower() for w in words[end : end + 2]]
    if more[:1] in (["and"], ["or"]) and PEOPLE & set(more[1:]):
        end += 2
    return [w.lower() for w in words[start:end]]

"""How many syllables a word has: groups of vowels, corrected by a table of rules, and by exceptions."""

import re
from functools import cache, lru_cache

from condcli.catalog.files import data_folder, read
from condcli.plain_language.sentences import is_address

_VOWELS = re.compile("[aeiouy]+")

# Where it applies, and what it adds to the count of vowel groups.
_RULES = tuple(
    (re.compile(pattern), step)
    for pattern, step in (
        # vowels that are not said
        (r"[^aeiouy]e$(?<![^aeiouylrw]le)", -1),  # bone; not mus-cle
        (r"[^aeiouysxzcgh]es$(?<![^aeiouylrw]les)|thes$", -1),  # bones; not mus-cles, dis-eas-es
        (r"[^aeiouytd]ed$(?<![^aeiouylrw]led)", -1),  # worked; not tin-gled, treat-ed
        (r"[gq]ue[sd]?$", -1),  # tongue
        # safe-ly, care-ful-ness
        (r"[aeiouy](?:[^aeiouy]|[lnr][cgsv])e(?=(?:ly|ments?|(?:ful|less)?(?:ly|ness)?)$)(?!$)", -1),
        (r"^some(?=[tdhbw])|life(?=[bgst])|care(?=[gt])|home(?=[bcmtsw])|house(?=[hw])|nose(?=b)", -1),
        (r"^(?:side(?=[lsw])|bone(?=m)|face(?=m)|whole(?=s)|there(?=f)|white(?=h)|time(?=t|li))", -1),
        (r"ically$|^every", -1),  # ba-sic-ally, every-day
        # a syllable without a vowel
        (r"(?:s|th)ms?$", 1),  # spa-sm, rhy-thm
        # vowels that are said apart
        (r"ia(?!ge)(?<![ctg]ia)(?<![aeiouys]sia)|[ct]ia(?=t)|stia$|^gia", 1),  # car-di-ac; not so-cial
        (r"io(?!ns?$|n[aeins]|us)|^ion|[bdhlnprv]ious|ion(?=ic)", 1),  # bi-op-sy, se-ri-ous; not ac-tion
        (r"iu|ii|uu|ao|(?<![gq])uo(?!r)|guo(?=us)", 1),  # so-di-um, a-or-ta, con-tin-u-ous
        (r"(?<![ct])ie(?=t|n[ct]|s[it]|ct)|[ct]ie(?=t[iy])|^scie", 1),  # di-et, cli-ent; not pa-tient
        (r"[aeiouy][^aeiouy]{1,3}ie(?=rs?$)", 1),  # ear-li-er
        (r"eo(?!us|ns?$|ple)|[nrt]eou", 1),  # vid-e-o; not sur-geon, peo-ple
        (r"[aeiouy][^aeiouy]{1,3}ea(?=s?$)|[aeiouy][nrp]ea(?=ns?$)", 1),  # ar-e-a
        (r"[aeiouy](?:[gnr]|ch|ng)ea(?=ls?$)|[aeiouy](?:n|cl|chl)ea(?=r$)|rrhea(?=[^s])", 1),  # cor-ne-al
        (r"crea(?=t)(?!ture)|^rea(?=ct|li|b|pp|rr)|^theat", 1),  # cre-ate
        (r"eu(?=ms?$|s$)", 1),  # mu-se-um
        (r"[aeiouy]i(?=ngs?$)|a[iy](?=c)|oi(?=c(?!e))|ei(?=ty)", 1),  # be-ing, mo-sa-ic
        (r"(?!eye)[aeiou]y(?=[aeiou](?!d$|s$|$|ng))", 1),  # be-yond, roy-al; not played
        (r"[^aeiouyw]y(?=[ao](?!r?d))|[^aeiouy]ye(?=rs?$|l)", 1),  # cy-a-no-sis, my-e-lin
        (r"(?<![gq])ua(?!rd)|(?<![gq])ue(?=n[tcz]|l|t)", 1),  # ac-tu-al, in-flu-en-za
        (r"(?<![gq])ui(?=ti?[oy]|tar|ds?$|ns?$|ne|ci)", 1),  # flu-id
        (r"oe(?=[lmt]s?$)|oa(?=si|gu|$)", 1),  # po-em, o-a-sis
        (r"^(?:re|pre)(?=i[^g]|u|e[xnmsc])|^(?:in|un)?co(?=op[ei]|or|e[nx]|in[cf]|arc)", 1),  # re-in-fect
        (r"^(?:anti|intra)(?=[aeu])|^para(?=[iou])", 1),  # an-ti-ac-id
        (r"(?:aut|bronch|cardi|chem|electr|gastr|hyp|immun|macr|micr)o(?=[aeiou])", 1),  # gas-tro-en-
        (r"(?:my|neur|oste|physi|psych|radi|thromb)o(?=[aeiou])", 1),  # ra-di-o-ac-tive
    )
)  # fmt: skip

# Capitals that are read as a word; all others are spelled out.
_SAID = frozenset({
    "AIDS", "ALL", "CAT", "COVID", "DASH", "GERD", "LASIK", "MERS", "NSAID", "PET", "PICC", "REM", "RICE",
    "SAD", "SARS", "SIDS", "WIC",
})  # fmt: skip
_TELEPHONE = re.compile(r"\d{1,4}(?:-[\dA-Z]{2,8}){2,4}")
_SPELLED = 5  # longer words in capitals are shouted, not spelled


@lru_cache(maxsize=50_000)
def syllables(word: str) -> int:
    """The syllables of a word as it is read out; those of a compound are added up.

    An address or a telephone number is looked at and not read out: it has one, as a figure has.
    """
    if is_address(word) or _TELEPHONE.fullmatch(word):
        return 1
    if "." in word and not any(c.isdigit() for c in word):
        return _spelled(word)  # U.S., Ph.D.
    return sum(_part(part) for part in re.split(r"[-/]", word) if part) or 1


def _part(word: str) -> int:
    bare = re.sub(r"'s$", "", word)
    if bare.isupper() and bare.isalpha() and 1 < len(bare) <= _SPELLED and bare not in _SAID:
        return _spelled(bare)
    if not bare.isalpha() and any(c.isdigit() for c in bare):
        return 1
    word = word.lower()
    if listed := _listed(word):
        return listed
    stem, _, clitic = word.partition("'")
    letters = re.sub("[^a-z]", "", stem)
    count = len(_VOWELS.findall(letters)) + sum(step * len(rule.findall(letters)) for rule, step in _RULES)
    heard = (clitic == "s" and re.search(_SIBILANT, letters)) or word.endswith(("sn't", "dn't"))
    return max(1, count) + bool(heard)


def _spelled(letters: str) -> int:
    """The syllables of letters that are named one by one."""
    return sum(3 if c in "wW" else c.isalpha() for c in letters)


# Ending, what stands in its place, after which letters it is a syllable of its own.
_SIBILANT = r"(?:[sxz]|[cs]h|[cgsz]e)$"
_ENDINGS = (
    ("'s", "", _SIBILANT),
    ("s", "", _SIBILANT),
    ("es", "", _SIBILANT),
    ("ed", "", r"[td]$"),
    ("d", "", r"[td]e$"),
    ("ing", "", r""),
    ("ing", "e", r""),
    ("ly", "", r""),
)


def _listed(word: str) -> int:
    """What the exceptions say of the word, or of the word that it is an inflection of; else 0."""
    found = exceptions()
    if word in found:
        return found[word]
    for ending, instead, voiced in _ENDINGS:
        base = word.removesuffix(ending) + instead
        if word.endswith(ending) and base in found:
            return found[base] + bool(re.search(voiced, base))
    return 0


@cache
def exceptions() -> dict[str, int]:
    """The words that the rules get wrong."""
    return read(data_folder() / "syllables.json", dict[str, int])

"""How an RHK, an IKI and a target are written in one option: parts between |, numbers one behind the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from skpkit.errors import WrongUsage
from skpkit.messages import N_, Told
from skpkit.model.achievement import unequal_totals
from skpkit.model.periods import FORM_ORDER, RHYTHMS, YEAR, Term, in_order, period_meant, rhythm_of
from skpkit.model.profiles import Profile
from skpkit.model.proposals import HOWS, consolidation_of, covered, usual_consolidation, with_total
from skpkit.source.yamlfile.numbers import number_in

PARTS = N_("{given} is not written as {option} wants it: {form}")
NO_PERIOD = N_("{given} is no period; periods are {known}")
HOW_MANY = N_(
    "{given}: so many numbers fit no rhythm of this SKP; give one for each of {known}, or name the "
    "periods, such as Q3=5 Q4=5"
)
WRONG_TOTAL = N_(
    "the periods do not make {given} as target of the year (Y), but {computed}; leave Y out, it is computed"
)
NO_HOW = N_("{given} says not how periods make a year; write one of {known}")
NO_SUCH = N_("{option} names {given}, which is not here; here are {known}")
_HOWS = {"jumlah": "sum", "rata-rata": "average", "terakhir": "take_last_known"}


def parts_in(text: str, least: int, most: int, option: str, form: str) -> tuple[str, ...]:
    """The parts of a text between |, those that are left out empty."""
    found = tuple(each.strip() for each in text.split("|"))
    if not least <= len(found) <= most or not all(found[:least]):
        raise WrongUsage(PARTS, given=text, option=option, form=Told(form))
    return found + ("",) * (most - len(found))


def how_in(text: str, usual: str) -> str:
    """How the periods make the year, as somebody writes it."""
    word = text.strip().casefold()
    found = _HOWS.get(word, word) or usual
    if found not in HOWS:
        raise WrongUsage(NO_HOW, given=text, known=(*_HOWS,))
    return found


def target_in(text: str, unit: str, how: str, term: Term, rules: Profile) -> dict[str, float]:
    """A target as somebody writes it, with the total of the year: a number for each period that the SKP covers, of
    whatever rhythm they are as many of, or periods with their numbers."""
    words = text.replace(";", " ").split()
    if any("=" in each for each in words):
        pairs = [each.partition("=") for each in words]
        wrong = next((period for period, _, _ in pairs if period_meant(period) not in FORM_ORDER), None)
        if wrong is not None:
            raise WrongUsage(NO_PERIOD, given=wrong, known=tuple(in_order(FORM_ORDER)))
        target = {period_meant(period): number_in(number) for period, _, number in pairs}
    else:
        names = _fitting(len(words), term, rules)
        if not names:
            known = covered(term, "triwulanan", rules, term.mulai.year)
            raise WrongUsage(HOW_MANY, given=text, known=known)
        target = dict(zip(names, map(number_in, words), strict=True))
    rhythm = rhythm_of(target)
    if rhythm == "tahunan":
        return target
    if YEAR in target:
        how = how if how and _agrees(target, rhythm, how) else consolidation_of(target, unit)
        if not _agrees(target, rhythm, how):
            whole = with_total(target, how)[YEAR]
            raise WrongUsage(WRONG_TOTAL, given=target[YEAR], computed=whole)
        return target
    return with_total(target, how or usual_consolidation(unit))


def _agrees(target: Mapping[str, float], rhythm: str, how: str) -> bool:
    """Whether the totals of a target are what its periods make in one way."""
    return not unequal_totals(target, {"periode_pelaporan": rhythm, "konsolidasi_periode": how})


def _fitting(count: int, term: Term, rules: Profile) -> tuple[str, ...]:
    for rhythm in ("triwulanan", "bulanan", "tahunan", "semesteran"):
        names = covered(term, rhythm, rules, term.mulai.year)
        if len(names) == count and rhythm in RHYTHMS:
            return names
    return ()


def pairs_in(texts: Sequence[str], option: str, form: str) -> Mapping[str, str]:
    """Texts such as `akuntabel=…` by what stands before the =."""
    found = {}
    for each in texts:
        key, sign, text = each.partition("=")
        if not sign or not key.strip() or not text.strip():
            raise WrongUsage(PARTS, given=each, option=option, form=Told(form))
        found[key.strip()] = text.strip()
    return found


def known_only(given: Mapping[str, str], known: Sequence[str], option: str) -> Mapping[str, str]:
    """The same, none of whose keys is unknown."""
    for each in given:
        if each not in known:
            raise WrongUsage(NO_SUCH, option=option, given=each, known=tuple(known))
    return given

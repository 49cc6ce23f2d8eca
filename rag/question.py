"""Understands a question by rule: which places, periods, indicators and what about them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.schema import Aspect, Figure, FigureKind, Query, Report, Turn
from rag.scope import matches_place
from rag.understanding.aspects import FoundAspects, find_aspects
from rag.understanding.colloquial import report_wording
from rag.understanding.corrections import corrected, without_refused
from rag.understanding.ellipsis import amounts_of, is_hollow, take_pointers
from rag.understanding.english import is_english, name_places, translate
from rag.understanding.followup import complete
from rag.understanding.gazetteer import gazetteer
from rag.understanding.misspelt import mend_words
from rag.understanding.normalise import BLANK, normalise
from rag.understanding.places import FoundPlaces, find_places
from rag.understanding.politeness import strip_fillers, strip_politeness, strip_report_words
from rag.understanding.question_words import CATALOGUE, EXPECTED, THAN_PAST
from rag.understanding.reading import Reading
from rag.understanding.regional import mainland
from rag.understanding.restate import render
from rag.understanding.subject import subjects, terms_of
from rag.understanding.synonyms import canonical_terms
from rag.understanding.times import FoundTimes, find_times
from rag.understanding.told import with_told
from rag.understanding.typos import mend
from rag.understanding.workings import plainly

__all__ = ["MAX_QUESTION", "MAX_TURNS", "canonical_terms", "understand"]

MAX_QUESTION = 1000
"""A longer text is not read as a question: its query has no terms."""

MAX_TURNS = 12
"""So many turns of a conversation are kept in mind."""
_AGAINST = re.compile("(?<![同环占])比(?![重例率赛])")
_STANDING = re.compile(
    r"[在居列位]*(?:全?(?:自治区|[省国市区县镇])[里内]?)的?(?:排[名位]|位次|名次)?|排[名位]|位次|名次|幅度|(?:还|再)?(?:新增|净增|增加)"
)
_REACHING = re.compile(r"(?<=.)(?:将?要|想|能|会|应|得|可以)?(?:突破|达到|超过|做到|跨过|达|要)$")
_ECONOMY = re.compile(r"(?:整个|全[市县镇区]的?)?(?:经济|经济盘子)")
"""A phrase that says only what about the subject is asked, not the subject."""
_WHOLE_YEAR = re.compile(rf"(?<![年{BLANK}])全年(?![的年]?(?:度)?(?:目标|任务|指标|计划|预期|预算|进度))")
_OF_TODAY = re.compile("[今去前明]年")
"""Years told from the asker's own, where the question before told its year so as well."""
_EACH = re.compile(
    "分别|各自|各(?:是|有|为|能|可以)|都是多少"
    "|各(?![类种项地级界方个县市镇区乡村部单行大族民科])(?=[^,?!。]{0,5}(?:多少|几(?!乎)|百分))"
)


def understand(
    question: str,
    history: Sequence[Turn],
    reports: Sequence[Report],
    indicators: Sequence[str] = (),
    told: Sequence[Sequence[Figure]] = (),
) -> Query:
    """Return what a question asks, completed from the turns before it.

    `reports` are the catalogue: its places, parents, years and periods. `indicators` are the catalogue's indicator
    phrases; they serve only to mend typing errors in the question's own phrase. `told` are the figures that answered
    each turn of the history, where they are known. Nothing raises: an empty, senseless or overlong question gives a
    query without terms.
    """
    text, traditional = _normal(question[: MAX_QUESTION * 2])
    if len(text) > MAX_QUESTION or not re.search(r"\w", text):
        return Query(text=question, resolved=text[:MAX_QUESTION], traditional=traditional)
    reader = _Reader(reports, indicators)
    before: Reading | None = None
    known = (*told, *(None,) * len(history))
    for turn, figures in list(zip(history, known, strict=False))[-MAX_TURNS:]:
        earlier, _ = _normal(turn.question[:MAX_QUESTION])
        if re.search(r"\w", earlier):
            before = with_told(complete(reader.read(earlier, before), before, reports), figures)
    reading = complete(reader.read(text, before), before, reports)
    return _query(question, reading, traditional=traditional, language="en" if is_english(text) else "zh")


def _normal(question: str) -> tuple[str, bool]:
    """Return a question in one form, with mainland words where it is in traditional characters, and whether it is."""
    text, traditional = normalise(question)
    return (mainland(text) if traditional else text), traditional


def _query(question: str, reading: Reading, *, traditional: bool = False, language: str = "zh") -> Query:
    return Query(
        text=question,
        resolved=render(reading),
        language=language,
        traditional=traditional,
        places=reading.places,
        unknown_places=reading.unknown,
        guesses=reading.guesses,
        all_places=reading.all_places,
        periods=reading.periods,
        report_year=reading.report_year,
        indicators=reading.indicators,
        aspects=reading.aspects,
        kind=reading.kind,
        unit=reading.unit,
        terms=terms_of(reading.text, reading.indicators),
        carried=reading.carried,
        implied=reading.implied,
        stands_for=reading.stands_for,
        instead=reading.instead,
        told=reading.told,
        untold=reading.untold,
        near=reading.near,
        part=reading.part,
        operation=reading.operation,
        earlier_told=tuple(figure for one in reading.asked for figure in one.told) if reading.operation else (),
        sides=tuple(_query(question, replace(side, carried=side.indicators)) for side in reading.sides),
    )


class _Reader:
    """Reads questions one by one against one catalogue."""

    def __init__(self, reports: Sequence[Report], indicators: Sequence[str]) -> None:
        self.reports = reports
        self.indicators = indicators
        self.known = gazetteer(reports)

    def read(self, question: str, before: Reading | None) -> Reading:
        """Return what one question says by itself; `before` only tells whose years 去年 and 明年 are."""
        english = (translate if is_english(question) else name_places)(question, self.known)
        text, intended = without_refused(normalise(english.text)[0])
        pointed, points_back = take_pointers(text) if before and before.indicators else (text, False)
        polite = strip_politeness(text)
        if CATALOGUE.search(polite.strip(BLANK)):
            return Reading(text=polite, aspects=(Aspect.CATALOGUE,))
        polite = self._worded(polite)
        polite = polite if english.unknown or is_english(question) else plainly(polite, self.known)
        place = find_places(self._worded(strip_politeness(pointed)) if points_back else polite, self.known)
        misspelt = mend_words(place.text)
        for typed, meant in misspelt:
            polite, place.text = polite.replace(typed, meant, 1), place.text.replace(typed, meant, 1)
        groups = self._groups(place.places or (before.places if before else ()))
        if before and before.periods and not place.places:
            place.text = _WHOLE_YEAR.sub(f"{before.periods[-1].year}年", place.text)
        times = find_times(_without_bases(place.text), groups)
        aspects, phrases = _asked(times, place.text, _EACH.search(text) is not None, len(place.places))
        if before and before.periods and not place.places and times.relative and all(map(is_hollow, phrases)):
            spoken_of = before.relative and _OF_TODAY.search(place.text)
            times = find_times(_without_bases(place.text), groups, None if spoken_of else before.periods[-1])
        found = aspects.aspects
        kind = aspects.kind
        estimated = times.reviewed or (not times.periods and EXPECTED.search(text))
        if "预计" in text and Aspect.TARGET in found and estimated:
            found, kind = [a for a in found if a is not Aspect.TARGET] or [Aspect.VALUE], None
        if times.previous and (found or [Aspect.VALUE])[0] in {Aspect.VALUE, Aspect.SHARE}:
            found = [Aspect.PREVIOUS, *(found or [Aspect.VALUE])]
        if intended is not None:
            found, kind = _as_meant(found, intended), intended
        over_all = place.all_places
        return Reading(
            text=_mended(polite, place),
            places=tuple(place.places),
            unknown=tuple(dict.fromkeys((*place.unknown, *english.unknown, *(() if over_all else place.parents)))),
            below=self._below(place.parents),
            guesses=(*english.guesses, *place.guesses, *misspelt),
            all_places=over_all and not place.parents,
            both=place.both,
            points_back=points_back,
            which=place.which,
            periods=tuple(times.periods),
            time_words=tuple(times.words),
            relative=times.relative,
            report_year=times.report_year,
            indicators=tuple(mend(phrase, self.indicators) for phrase in phrases),
            aspects=tuple(found),
            kind=kind,
            unit=aspects.unit,
            amounts=amounts_of(polite),
        )

    def _worded(self, text: str) -> str:
        """Return the text as reports word things, without what the asker takes back."""
        return report_wording(corrected(text, self.known))

    def _below(self, parents: Sequence[str]) -> tuple[str, ...]:
        """Return the places under parents that a question names alone."""
        return tuple(p for p in self.known.places if any(self.known.under(p, parent) for parent in parents))

    def _groups(self, places: Sequence[str]) -> list[list[Report]]:
        """Return the reports of each asked place; of the only place where the catalogue has one."""
        if not places and len(self.known.places) == 1:
            return [list(self.reports)]
        return [[r for r in self.reports if matches_place(r, place)] for place in places]


def _without_bases(text: str) -> str:
    """Put 同比 for 比去年同期, which names no period of its own."""
    return THAN_PAST.sub(lambda m: "同比".ljust(len(m.group()), BLANK), text)


def _asked(times: FoundTimes, original: str, several: bool, places: int) -> tuple[FoundAspects, tuple[str, ...]]:
    aspects = find_aspects(strip_fillers(strip_report_words(times.text)), original=original)
    several = several or (places < 2 and Aspect.TOTAL in aspects.aspects)
    named = (_REACHING.sub("", p) or p for p in subjects(aspects.clauses, several=several))
    phrases = tuple(p for p in named if not _STANDING.fullmatch(p))
    if set(aspects.aspects) & {Aspect.CHANGE, Aspect.VALUE, Aspect.TARGET}:
        phrases = tuple("GDP" if _ECONOMY.fullmatch(p) else p for p in phrases)
    if Aspect.DIFFERENCE in aspects.aspects and places < 2 and len(phrases) == 1:
        phrases = tuple(filter(None, _AGAINST.split(phrases[0], maxsplit=1)))
    return aspects, phrases


def _as_meant(found: list[Aspect], meant: FigureKind) -> list[Aspect]:
    """Return what is asked, of the plan or of the fact that the asker says is meant."""
    goals = {Aspect.TARGET, Aspect.IMPLIED_TARGET}
    rest: list[Aspect] = [a for a in found if a not in {*goals, Aspect.VALUE}]
    if meant is FigureKind.TARGET:
        return [Aspect.TARGET, *rest]
    return rest or [Aspect.VALUE]


def _mended(text: str, found: FoundPlaces) -> str:
    """Put the right names in for misspelt ones."""
    for typed, place in found.guesses:
        text = text.replace(typed, place, 1)
    return text

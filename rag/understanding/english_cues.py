"""What an English question asks: patterns and the Chinese question words for them."""

from __future__ import annotations

import re

from rag.understanding.subject import is_measured

__all__ = ["CATALOGUE", "ask", "mark_cues"]

CATALOGUE = "你有哪些报告"
_GROW = (
    "(?:increase|grow|rise|expand|climb|go up|fall|drop|decline|decrease|shrink|go down|change|grew|rose|fell|risen"
    "|fallen|grown|dropped|declined|increased|decreased|changed)"
)
_BEFORE = "(?:last year|the previous year|a year earlier|the year before|a year ago)"
_YOY = (
    r"(?:year[- ]on[- ]year|year[- ]over[- ]year|y-?o-?y|y/y|over the same period"
    r"|(?:compared (?:with|to)|from|over|than|versus|against) (?:the )?(?:same period (?:of |in )?)?"
    rf"{_BEFORE}(?:'s same period)?|a year (?:earlier|ago))"
)
_ANNUAL = r"(?:annual|yearly|full[- ]year|year'?s|year[- ]end)"
_PART = r"(?:percent(?:age)?|share|proportion|part)"
_OF_ITS = r"of (?:the|its|their|this)?"
_MET = (
    r"(?: (?:was|were|had been|has been|is|did it|does it|did they|have they))? ?"
    "(?:completed?|reached?|achieved?|fulfilled?|met|accomplished)?"
)
_YEARS = rf"(?:{_ANNUAL} )?"
_EARLY: tuple[tuple[str, str], ...] = (
    (
        r"\b(?:what|which) (?:reports|documents|towns|cities|places|years) "
        r"(?:do you (?:have|cover|know)|are (?:there|available|covered|included))"
        r"|\bwhat can (?:i|you) (?:ask|do|answer)\b.*",
        "catalogue",
    ),
    (
        rf"\b(?:what|how much) ?{_PART}? {_OF_ITS} ?{_YEARS}([\w\s-]{{3,40}}?) (?:target|goal|plan|quota)\b{_MET}",
        "done",
    ),
    (
        rf"\b(?:what|how much|which)? ?(?:{_PART}|much) {_OF_ITS} ?{_YEARS}(?:target|goal|plan|quota|task)\b{_MET}",
        "done",
    ),
    (
        r"\b(?:completion (?:rate|progress|percentage)"
        r"|progress (?:towards|against|on) (?:the|its) (?:annual )?(?:target|goal))\b",
        "done",
    ),
    (rf"\b{_YOY}", "yoy"),
    (r"^\W*(?:and )?by how (?:much|many)\W*$", "difference"),
    (
        r"\bwhat is being done|\bwhat (?:other |new |specific |concrete |main |major |key )*"
        r"(?:measures|steps|actions|efforts|work|initiatives|plans|things)\b",
        "open",
    ),
)
_LATE: tuple[tuple[str, str], ...] = (
    (rf"\bhow (?:much|many|fast|far|large)?\b(?=[^?.]*\b{_GROW}\b)|\bby how (?:much|many)\b", "change"),
    (r"\bby what (?:percentage|percent|rate)\b", "change"),
    (
        r"\b(?:annual |average |yearly )*"
        r"(?:growth rates?|rates? of growth|rates? of increase|growth|percentage change|pace of growth)\b",
        "change",
    ),
    (rf"\b{_GROW}\b", "move"),
    (
        r"\b(?:expected|projected|planned|annual|growth)? ?"
        r"(?:target(?:s|ed|ing)?|goals?|objectives?)\b(?: for| of| at)?",
        "target",
    ),
    (
        r"\bhow (?:will|does|do|did|is|are|can|has|have|should|to)\b(?! (?:much|many))",
        "open",
    ),
    (
        r"\b(?:aim(?:s|ed|ing)?|plan(?:s|ned|ning)?|intend(?:s|ed)?|hope[sd]?|want(?:s|ed)?|striv(?:e|es|ing)"
        r"|promised?) to\b|\b(?:due|set|slated|scheduled|going|poised|about) to\b(?! (?:the|a|an|heavy|severe)\b)"
        r"|\baim(?:s|ed|ing)? (?:for|at)\b",
        "aim",
    ),
    (r"\bplans? for\b", "open"),
    (r"\bwhat (?:will|does|did)\b(?=[^?]{0,60}\b(?:do|plan|intend)\b)", "open"),
    (r"\bwhich (?:town|city|place|county|district|of (?:them|the (?:towns|cities)))\b", "which"),
    (r"\b(?:the )?(?:highest|largest|most|biggest|greatest|best|top)\b", "most"),
    (r"\b(?:the )?(?:lowest|smallest|least|fewest|worst)\b", "least"),
    (r"\b(?:higher|larger|more|bigger|greater|better|faster)(?: than)?\b", "more"),
    (r"\bcompare[ds]?(?: (?:with|to))?\b|\bversus\b|\bvs\b\.?", "more"),
    (r"\b(?:lower|smaller|less|fewer|slower)(?: than)?\b", "less"),
    (r"\b(?:the )?(?:difference|gap)(?: (?:between|in))?\b|\bdiffers?\b", "difference"),
    (r"\b(?:combined|altogether|in total|together|the sum|sum of)\b", "total"),
    (
        r"\bwhat (?:share|proportion|percentage|percent)\b(?: of)?|\baccount(?:s|ed)? for\b",
        "share",
    ),
    (r"\b(?:share|proportion) of\b", "share"),
    (
        r"\brank(?:s|ed|ings?)?\b|\b(?:what|which) (?:place|position|spot)\b"
        r"|\bwhere (?:did|does|do|was|is) (?:that|it|this|they)? ?(?:place|put|stand|come|leave)s?\b(?: (?:it|them))?",
        "rank",
    ),
    (r"\bwhat does\b(?=[^?]* (?:mean|refer to|stand for)\b)|\b(?:mean|refer to|stand for)\b(?=\W*$)", "define"),
    (r"\bwhat(?:'s| is| are)(?: the)? (?=[\"“])", "define"),
    (r"\b(?:define|definition of|meaning of|explain)\b", "define"),
    (r"\bwhy\b|\b(?:reason|cause)s? (?:for|of|why)\b", "why"),
    (r"\bwho\b|\bwhose\b", "who"),
    (r"\bwhen\b|\b(?:what|which) (?:date|day|year|month)\b", "when"),
    (r"\bwhere\b", "where"),
    (r"\b(?:tell me about|describe|overview of|overview|summar(?:y|ise|ize)(?: of)?)\b", "summary"),
    (r"\bwhat(?= (?:new )?[一-鿿 ]*(?:困难|问题|挑战|不足|荣誉|称号|项目|政策|品牌|产业|规定|任务))", "list"),
    (
        r"\b(?:name of|called|named)\b|\bwhich (?=project|company|enterprise|policy|document|school|village|road"
        "|regulation|title|award|agency|platform|measure for)",
        "name",
    ),
    (r"\b(?:list|name all|what are|which are|what were|what kinds? of|what types? of|which)\b", "list"),
    (
        r"\bhow (?:many|much|long|large|big|wide|high|tall|old|far)\b"
        r"|^\W*(?:what (?:is|was|were|are) )?(?:the )?(?:number|amount|quantity) of\b",
        "many",
    ),
    (r"^\W*(?:did|does|do|is|are|was|were|has|have|had|will)\b", "whether"),
)
_ASKS: dict[str, str] = {
    "define": "是什么意思",
    "why": "是什么原因",
    "difference": "相差多少",
    "total": "合计多少",
    "rank": "排名第几",
    "change": "同比增长多少",
    "yoy": "同比增长多少",
    "target": "目标是多少",
    "share": "占比是多少",
    "more": "谁更高",
    "less": "谁更低",
    "most": "最高",
    "least": "最低",
    "who": "是谁",
    "when": "是什么时候",
    "where": "在哪里",
    "open": "有哪些举措",
    "summary": "情况怎么样",
    "name": "叫什么",
    "aim": "有哪些打算",
    "move": "同比增长多少",
    "many": "是多少",
    "whether": "是否",
    "list": "有哪些",
}
"""Chinese question words for each cue, the most telling cue first."""

_ELLIPTIC = re.compile(
    r"\s*(?:and|but|so|then|what about|how about)\b(?!.*\b(?:what|how|did|does|is|was)\b)", re.IGNORECASE
)
_BOTH = re.compile(
    r"\bwhat (?:is|was|were)\b.*(?:\band\b|,).*\b(?:how|what was it|its (?:growth|change))\b", re.IGNORECASE
)
_GOALS = re.compile(r"\b(?:targets|goals|objectives|plans)\b", re.IGNORECASE)
_FELL = re.compile(r"fall|fell|drop|declin|decreas|shr[iu]nk|lower", re.IGNORECASE)
_ROSE = re.compile(r"gr[eo]w|increas|r[io]se|expand|higher", re.IGNORECASE)


def _compiled(rules: tuple[tuple[str, str], ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), cue) for pattern, cue in rules)


_RULES = {True: _compiled(_EARLY), False: _compiled(_LATE)}


def mark_cues(text: str, marks: set[str], *, early: bool) -> str:
    """Take the question words out of the text and add their cues to `marks`; `early` ones go before the periods."""
    for pattern, cue in _RULES[early]:
        if pattern.search(text):
            marks.add(cue)
            text = pattern.sub(lambda m: f" {m[1] if m.lastindex else ''} ", text)
    return text


def ask(marks: set[str], subject: str, question: str, *, several: bool = False) -> str:
    """Return the Chinese question words for the cues of an English question about a subject (already Chinese).

    `several` tells that it is about things or places side by side.
    """
    said = _ask(marks if several else marks - {"total"} | ({"many"} if "total" in marks else set()), subject, question)
    return f"分别{said}" if several and said.startswith("是多少") else said


def _ask(marks: set[str], subject: str, question: str) -> str:
    if "done" in marks:
        return "完成全年目标的百分之几"
    if "why" in marks:
        return ("下降" if _FELL.search(question) else "增长" if _ROSE.search(question) else "") + _ASKS["why"]
    if "多少" in subject and not {"change", "yoy", "target", "total", "difference", "aim"} & marks:
        return ""
    if {"more", "whether"} <= marks:
        return "谁更高"
    if {"change", "aim"} <= marks:
        return "增长目标是多少"
    if "aim" in marks and ("many" in marks or "多少" in subject or is_measured(subject)):
        return "目标是多少" if "多少" not in subject else ""
    if {"change", "target"} <= marks:
        return "增长目标是多少"
    if "target" in marks and not subject:
        return "主要预期目标有哪些" if _GOALS.search(question) else "目标是多少"
    asks = [words for cue, words in _ASKS.items() if cue in marks]
    if asks == ["有哪些"] and is_measured(subject):
        return "分别是多少"
    if asks and asks[0] == "同比增长多少" and _BOTH.search(question):
        return "是多少，同比增长多少"
    if asks:
        return asks[0]
    return "呢" if _ELLIPTIC.match(question) or not subject else "是多少"

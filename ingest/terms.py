"""Recognises the parts behind a report: annexes, and lists of explained terms with their entries."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["Glossary", "is_annex_heading", "is_glossary_heading"]

_TERMS = r"(?:名词|用语|术语|词语|概念|词汇|名词术语|专业术语|专有名词|缩略语|简称)"
_EXPLAINED = r"(?:解释|注释|说明|释义|注解|简释|诠释)"
_GLOSSARY = re.compile(
    r"[（(【]?\s*(?:附件?\s*[一二三四五\d]*\s*[：:、.]?)?\s*(?:\d+[、.])?\s*(?:《?[^《》]{0,16}(?:报告|要点)》?)?\s*中?\s*的?\s*"
    rf"(?:有关|部分|相关|主要)?(?:内容|新)?\s*{_TERMS}(?:[及和与]{_TERMS})?\s*的?{_EXPLAINED}(?:[及和与]?{_EXPLAINED})?"
    r"\s*(?:[（(].{0,24}[）)])?\s*[）)】]?\s*[：:]?"
    r"|[（(]?(?:\d+[、.])?(?:注\s*释|注\s*解|附注|注)[）)]?\s*[：:]?"
)
_ANNEX = re.compile(r"(?:附件|附表|附录|附)\s*[一二三四五六七八九十\d]{0,3}\s*(?:[：:、.]\s*.{0,50}|$|[^，。]{0,40}$)")
_NUMBER = re.compile(r"[\[〔【（(]?\s*(\d{1,3})\s*[\]〕】）)、.．:：]\s*|([①-⑳])\s*|([一二三四五六七八九十]{1,3})、\s*")
_COLON = re.compile(r"[：:]")
_NEST = re.compile(r"“[^”]{0,60}”|（[^）]{0,60}）|\([^)]{0,60}\)|《[^》]{0,60}》")
_MAX_TERM = 50


def is_glossary_heading(text: str) -> bool:
    """Tell whether a line opens a list of explained terms."""
    return len(text) <= 50 and bool(_GLOSSARY.fullmatch(text))


def is_annex_heading(text: str) -> bool:
    """Tell whether a line opens an annex."""
    return len(text) <= 60 and bool(_ANNEX.fullmatch(text))


class Glossary:
    """The entries of a list of terms: `1.“三资”管理：指…`, or the term on one line and its explanation below."""

    def __init__(self, texts: Sequence[str]) -> None:
        numbered = [text for text in texts if _NUMBER.match(text)]
        alone = sum(1 for text in numbered if len(text) <= _MAX_TERM and not _COLON.search(text))
        self._explained_below = alone * 2 > len(numbered) > 0

    def entry(self, text: str) -> tuple[str, int] | None:
        """Return the number (or an empty text) and the length of the term that a paragraph opens with.

        None where the paragraph goes on with the entry before.
        """
        match = _NUMBER.match(text)
        number = next(group for group in match.groups() if group) if match else ""
        if self._explained_below:
            return (number, len(text)) if match and len(text) <= _MAX_TERM + 10 else None
        begin = match.end() if match else 0
        masked = _NEST.sub(lambda found: "口" * len(found.group()), text[:160])
        colon = _COLON.search(masked, begin)
        if colon and 1 < colon.start() - begin <= _MAX_TERM and colon.end() < len(text):
            return number, colon.end()
        return None

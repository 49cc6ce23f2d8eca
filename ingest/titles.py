"""Recognises the title of a paragraph: a short first sentence such as 招商力度持续加大。 before the text proper."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["title_length", "titled_among"]

_TITLE = re.compile(
    r"(?P<item>——\s*|[一二三四五六七八九十]{1,3}(?:是|要))?"
    r"(?P<title>[^，,。；：！？:;!?]{3,24}(?:[，,][^，,。；：！？:;!?]{2,20}){0,2})[。！](?=.)"
)
_OPENS_TEXT = re.compile(
    r"各位|同志们|过去|刚刚|一年来|[两三四五]年来|几年来|我们|今年|去年|全年|当前|目前|此外|同时|总之|回顾|展望|对此|为此|这|其中|面对|在|"
    r"经过|通过|以上|上述|必须|特别是|第[一二三四五六七八九十]|\d|“十|以习近平|坚持以习近平|新的一年|主要|现在|是|初步|预计|下面|成绩|"
    r"未来|站在|新(?:的)?(?:时代|使命|形势|征程)|不能|围绕群众"
)
_STATES = re.compile(
    r"(?<![实凡但要于])是(?!非)|(?:提出|有)了?.{0,4}(?:更高|新的)要求|已经|没有|必须|必将|定不|方能|才能|方可|呼唤|需要|我们|今年|让我们|任重|一定"
)
_MEASURE = re.compile(r"\d+(?:\.\d+)?[%亿万个家户亩元]")
_SAYS_WE = re.compile(r"(?:这些|以上)?成绩|我们(?:将|要|一定|坚信|必须|还|应|既要|也|清醒|深知|更)|让我们")
_MAX_PLAIN = 28
"""A title without an item mark (——, 一是) is at most this long, and half of it less where it has two commas."""
_MIN_REST = 24


def title_length(text: str) -> int:
    """Return the length of the title sentence that opens a paragraph, 0 where there is none.

    A title names a subject or a task; a sentence that claims something (发展是最大的实事。), counts something or is
    as long as the text behind it is none.
    """
    match = _TITLE.match(text)
    if not match:
        return 0
    title, rest = match.group("title"), text[match.end() :]
    if len(rest) < max(_MIN_REST, match.end()) or _MEASURE.search(title):
        return 0
    if match.group("item"):
        return match.end()
    commas = len(re.findall("[，,]", title))
    if len(title) > (_MAX_PLAIN if commas < 2 else _MAX_PLAIN - 4):
        return 0
    if _OPENS_TEXT.match(title) or _STATES.search(title) or _SAYS_WE.match(rest):
        return 0
    return match.end()


def titled_among(texts: Sequence[str]) -> list[int]:
    """Return the title lengths of neighbouring paragraphs, all 0 unless two of them and half of them have a title."""
    lengths = [title_length(text) for text in texts]
    titled = sum(1 for length in lengths if length)
    return lengths if titled >= 2 and titled * 2 >= len(texts) else [0] * len(texts)

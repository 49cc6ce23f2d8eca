"""The numbers that Word puts before paragraphs: not in the text, but computed from the list definitions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Numbering", "format_number"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLAIN = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1
    suffix: str = "tab"
    legal: bool = False
    restart: int | None = None
    style: str | None = None


@dataclass(slots=True)
class _List:
    """A list definition; `counts` holds the last number given at each level."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Gives each numbered paragraph its label; ask in the order of the document, once for each paragraph.

    `root` is the root of numbering.xml, `styles` that of styles.xml; either may be None.
    """

    def __init__(self, root: Any | None, styles: Any | None) -> None:
        self._definitions: dict[str, _List] = {}
        self._lists: dict[str, tuple[_List, dict[int, int]]] = {}
        self._begun: set[str] = set()
        found = styles.iter(f"{_W}style") if styles is not None else ()
        self._styles: dict[str | None, Any] = {style.get(f"{_W}styleId"): style for style in found}
        if root is not None:
            self._read(root)

    def label(self, paragraph: Any) -> str:
        """Return the number of a `w:p` element as Word shows it (一、 or （二） or 1.2), or nothing."""
        key, level = self._place(paragraph)
        if key not in self._lists:
            return ""
        definition, starts = self._lists[key]
        form = definition.levels.get(level)
        if form is None or (form.form == "none" and not form.text):
            return ""
        self._count(key, definition, starts, level)
        if form.form == "bullet":
            return ""
        label = re.sub(r"%(\d)", lambda match: self._number(definition, int(match[1]) - 1, form), form.text)
        gap = "" if form.suffix == "nothing" or label.endswith(("、", "）", ")", "，", "：")) else " "
        return label + gap if label.strip() else ""

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """Return the list and the level of a paragraph, its own or its style's."""
        properties = paragraph.find(f"{_W}pPr")
        style = None if properties is None else _value(properties, "pStyle")
        sources = [] if properties is None else [(None, properties.find(f"{_W}numPr")), *self._inherited(style)]
        key = next((found for _, numbers in sources if (found := _value(numbers, "numId")) is not None), "")
        level = next((found for _, numbers in sources if (found := _value(numbers, "ilvl")) is not None), None)
        if level is not None or key not in self._lists:
            return key, int(level or 0)
        named = {form.style: at for at, form in self._lists[key][0].levels.items() if form.style}
        return key, next((named[name] for name, _ in sources if name in named), 0)

    def _inherited(self, style: str | None) -> Iterator[tuple[str | None, Any | None]]:
        """Yield a style and those it is based on, each with its numbering properties."""
        seen: set[str | None] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield style, self._styles[style].find(f"{_W}pPr/{_W}numPr")
            style = _value(self._styles[style], "basedOn")

    def _count(self, key: str, definition: _List, starts: dict[int, int], level: int) -> None:
        if key not in self._begun:
            self._begun.add(key)
            for deep, start in starts.items():
                definition.counts[deep] = start - 1
        for upper in range(level):
            definition.counts.setdefault(upper, definition.levels.get(upper, _Level()).start)
        first = definition.levels[level].start
        definition.counts[level] = definition.counts.get(level, first - 1) + 1
        for deep in [deep for deep in definition.counts if deep > level]:
            restart = definition.levels.get(deep, _Level()).restart
            if restart is None or (restart > 0 and level < restart):
                del definition.counts[deep]

    def _number(self, definition: _List, level: int, form: _Level) -> str:
        of_level = definition.levels.get(level, _Level())
        count = definition.counts.get(level, of_level.start)
        return format_number(count, "decimal" if form.legal else of_level.form)

    def _read(self, root: Any) -> None:
        for element in root.iter(f"{_W}abstractNum"):
            levels = {int(level.get(f"{_W}ilvl")): _level(level) for level in element.iter(f"{_W}lvl")}
            self._definitions[element.get(f"{_W}abstractNumId")] = _List(levels)
        for element in root.iter(f"{_W}num"):
            definition = self._definitions.get(_value(element, "abstractNumId") or "")
            if definition is None:
                continue
            starts: dict[int, int] = {}
            for override in element.iter(f"{_W}lvlOverride"):
                level = int(override.get(f"{_W}ilvl"))
                if (start := _value(override, "startOverride")) is not None:
                    starts[level] = int(start)
                if (own := override.find(f"{_W}lvl")) is not None:
                    definition = _List({**definition.levels, level: _level(own)}, definition.counts)
            self._lists[element.get(f"{_W}numId")] = (definition, starts)


def _value(element: Any | None, tag: str) -> str | None:
    found = None if element is None else element.find(f"{_W}{tag}")
    return None if found is None else found.get(f"{_W}val")


def _level(element: Any) -> _Level:
    restart = _value(element, "lvlRestart")
    legal = element.find(f"{_W}isLgl")
    return _Level(
        form=_value(element, "numFmt") or "decimal",
        text=_value(element, "lvlText") or "",
        start=int(_value(element, "start") or 1),
        suffix=_value(element, "suff") or "tab",
        legal=legal is not None and legal.get(f"{_W}val") not in {"0", "false"},
        restart=None if restart is None else int(restart),
        style=_value(element, "pStyle"),
    )


def format_number(number: int, form: str) -> str:
    """Write a number in one of Word's number formats, e.g. 12 as 十二; an unknown format gives Arabic digits."""
    return _FORMS.get(form, str)(number)


def _chinese(number: int) -> str:
    return (
        _counted(number, _PLAIN, "十", "百", "千").removeprefix("一")
        if 10 <= number < 20
        else _counted(number, _PLAIN, "十", "百", "千")
    )


def _formal(number: int) -> str:
    return _counted(number, _FORMAL, "拾", "佰", "仟")


def _counted(number: int, digits: str, *units: str) -> str:
    """Write a number below ten thousand with units: 105 is 一百〇五."""
    if not 0 < number < 10_000:
        return str(number)
    text = ""
    for power in range(3, -1, -1):
        digit = number // 10**power % 10
        if digit:
            text += digits[digit] + (units[power - 1] if power else "")
        elif text and not text.endswith(digits[0]) and number % 10**power:
            text += digits[0]
    return text


def _digits(number: int) -> str:
    return "".join(_PLAIN[int(char)] for char in str(number))


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


_FORMS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": _digits,
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "decimalFullWidth": lambda number: str(number).translate({ord("0") + i: 0xFF10 + i for i in range(10)}),
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}

"""Numerals as Chinese texts write them: Arabic in any width, Chinese, and mixed ones such as 1.2万."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

__all__ = ["MULTIPLIERS", "fold", "parse_number", "plain"]

MULTIPLIERS: dict[str, Decimal] = {
    "十": Decimal(10),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10**4),
    "亿": Decimal(10**8),
    "万亿": Decimal(10**12),
    "千万": Decimal(10**7),
    "百万": Decimal(10**6),
    "十万": Decimal(10**5),
    "十亿": Decimal(10**9),
    "百亿": Decimal(10**10),
    "千亿": Decimal(10**11),
}

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2, "俩": 2}
_FULL = {0xFF10 + i: 0x30 + i for i in range(10)}
_FOLD = _FULL | {
    ord("．"): ".",
    ord("％"): "%",
    ord("﹪"): "%",
    ord("－"): "-",
    ord("−"): "-",
    ord("﹣"): "-",
    ord("＋"): "+",
    ord("／"): "/",
    ord("～"): "~",
    ord("〜"): "~",
    ord("–"): "—",
    ord("―"): "—",
    ord("─"): "—",
    ord("\u3000"): " ",
    ord("\xa0"): " ",
    ord("\t"): " ",
    ord("，"): "，",
}
_ARABIC = re.compile(r"([-+]?)(\d+(?:[,，]\d{3})*(?: ?\. ?\d+)?)\Z")
_MIXED = re.compile(r"([-+]?[\d,，. ]+)((?:万亿|[十百千]?[万亿]|[十百千])+)\Z")
_FRACTION = re.compile(r"(.+)分之(.+)\Z")
_SECTION = {"十": 10, "百": 100, "千": 1000}
_BIG = {"亿": Decimal(10**8), "万": Decimal(10**4)}


def fold(text: str) -> str:
    """Return the text with full-width digits and signs made half-width, character for character."""
    return text.translate(_FOLD)


def plain(value: Decimal) -> str:
    """Write a number without exponent and without trailing zeros: 1.50E+3 gives 1500."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _chinese_digits(text: str) -> Decimal | None:
    """Read a numeral written digit by digit, with or without 点: 二〇二三, 三点五."""
    whole, _, rest = text.partition("点")
    if not whole or any(c not in _DIGITS for c in whole + rest):
        return None
    digits = "".join(str(_DIGITS[c]) for c in whole)
    return Decimal(f"{digits}.{''.join(str(_DIGITS[c]) for c in rest)}" if rest else digits)


def _chinese_number(text: str) -> Decimal | None:
    """Read a Chinese numeral with places: 三十五万, 一千零二, 两万五千, 三点五亿."""
    if all(c in _DIGITS or c == "点" for c in text):
        return _chinese_digits(text)
    head = re.match(r"([〇零一二三四五六七八九]+点[〇零一二三四五六七八九]+)([万亿千百]+)\Z", text)
    if head:
        base = _chinese_digits(head.group(1))
        scale = MULTIPLIERS.get(head.group(2))
        return base * scale if base is not None and scale is not None else None
    for big, scale in _BIG.items():
        above, found, below = text.rpartition(big)
        if found:
            high, low = _chinese_number(above) if above else Decimal(1), _chinese_number(below) if below else Decimal(0)
            return high * scale + low if high is not None and low is not None else None
    return _below_ten_thousand(text)


def _below_ten_thousand(text: str) -> Decimal | None:
    """Read a numeral of 千, 百, 十 and digits."""
    total = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _SECTION:
            total += (digit or 1) * _SECTION[char]
            digit = 0
        else:
            return None
    return Decimal(total + digit)


def _arabic(text: str) -> Decimal | None:
    """Read an Arabic numeral with optional sign, thousands separators and spaces around the point."""
    match = _ARABIC.match(text)
    if not match:
        return None
    try:
        return Decimal(match.group(1) + re.sub(r"[,， ]", "", match.group(2)))
    except InvalidOperation:  # pragma: no cover - the pattern lets only digits through
        return None


def parse_number(text: str) -> Decimal | None:
    """Read a whole text as one number, or return None.

    Takes 14,869 · １４８６９ · 1.2万 · 3亿 · 三万五千 · 二〇二三 · 三分之二 (0.6666…) · 百分之五 (0.05). A unit is not
    allowed.
    """
    text = fold(text).strip()
    if not text:
        return None
    fraction = _FRACTION.match(text)
    if fraction:
        low, high = parse_number(fraction.group(1)), parse_number(fraction.group(2))
        return high / low if low and high is not None else None
    value = _arabic(text)
    if value is not None:
        return value
    mixed = _MIXED.match(text)
    if mixed:
        value = _arabic(mixed.group(1).strip())
        scale = MULTIPLIERS.get(mixed.group(2))
        return value * scale if value is not None and scale is not None else None
    negative = text.startswith("负")
    value = _chinese_number(text[1:] if negative else text)
    return -value if negative and value is not None else value

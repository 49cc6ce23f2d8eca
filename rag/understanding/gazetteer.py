"""The places of the catalogue and every way to write them: full, short, in pinyin."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from pypinyin import Style, lazy_pinyin
from pypinyin import pinyin as all_pinyin

from rag.schema import Report
from rag.understanding.lexicon import is_ordinary
from rag.understanding.normalise import simplify

__all__ = ["SUFFIXES", "Gazetteer", "gazetteer", "one_edit_apart", "pinyin", "sound_alike", "split_suffix", "stem"]

SUFFIXES = (
    "街道办事处", "特别行政区", "自治区", "自治州", "自治县", "自治旗",
    "街道", "地区", "新区", "林区", "苏木", "镇", "乡", "县", "区", "市", "省", "州", "盟", "旗",
)  # fmt: skip
"""Endings of administrative names, longest first."""

_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土"
    "|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春"
    "|赫哲|门巴|珞巴|基诺|各"
)
_PEOPLE_TAIL = re.compile(rf"(?:(?:{_PEOPLES})族)+$|(?:壮族|回族|维吾尔)$")


def split_suffix(name: str) -> tuple[str, str]:
    """Split an administrative name into its stem and its ending (石嘴山, 市); the ending is empty if there is none."""
    for suffix in SUFFIXES:
        if name.endswith(suffix) and len(name) > len(suffix):
            return name[: -len(suffix)], suffix
    return name, ""


def stem(name: str) -> str:
    """Return the short name of a place (东平镇 → 东平), or the name itself where the rest would be one character."""
    short, suffix = split_suffix(name)
    if suffix.startswith("自治"):
        short = _PEOPLE_TAIL.sub("", short) or short
    return short if len(short) >= 2 else name


def one_edit_apart(first: str, second: str) -> bool:
    """Tell whether one character put in, left out or exchanged makes one text of the other."""
    if abs(len(first) - len(second)) > 1 or first == second:
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )
    return first[start + (len(first) >= len(second)) :] == second[start + (len(second) >= len(first)) :]


@lru_cache(maxsize=4096)
def pinyin(text: str) -> str:
    """Return the toneless pinyin of the text without spaces."""
    return "".join(lazy_pinyin(text)).replace("ü", "v").lower()


@lru_cache(maxsize=4096)
def _readings(char: str) -> frozenset[str]:
    return frozenset(
        reading for [*readings] in all_pinyin(char, style=Style.NORMAL, heteronym=True) for reading in readings
    )


def sound_alike(one: str, other: str) -> bool:
    """Tell whether two words of one length can be read the same, tones aside (长德, 常德)."""
    return len(one) == len(other) and all(_readings(a) & _readings(b) for a, b in zip(one, other, strict=True))


@dataclass(slots=True)
class Gazetteer:
    """Lookup tables over the places of a catalogue; all keys are in simplified characters.

    `full` and `short` lead from a name to places; `parents` from a parent's name (full or short) to the places
    under it; `paths` from a place to the paths it has; `latin` from pinyin to names; `ordinary` are short names
    that are everyday words too.
    """

    full: dict[str, tuple[str, ...]] = field(default_factory=dict)
    short: dict[str, tuple[str, ...]] = field(default_factory=dict)
    parents: dict[str, tuple[str, ...]] = field(default_factory=dict)
    parent_names: dict[str, str] = field(default_factory=dict)
    paths: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    latin: dict[str, tuple[str, ...]] = field(default_factory=dict)
    latin_parents: dict[str, str] = field(default_factory=dict)
    ordinary: frozenset[str] = frozenset()
    longest: int = 0

    @property
    def places(self) -> tuple[str, ...]:
        """All places, in catalogue order."""
        return tuple(self.paths)

    def suffixes(self) -> frozenset[str]:
        """Return the endings that the catalogue's places have."""
        return frozenset(split_suffix(name)[1] for name in self.paths)

    def under(self, place: str, parent: str) -> bool:
        """Tell whether a place lies under a parent (given by its full name)."""
        return any(parent in path[:-1] for path in self.paths.get(place, ()))

    def full_name(self, place: str, parent: str) -> str:
        """Return the place's name, with its path in front where only that tells it from a namesake elsewhere."""
        paths = self.paths.get(place, ())
        named = [path for path in paths if parent in path[:-1]]
        return "".join(named[0]) if len(paths) > 1 and len(named) == 1 else place

    def rootless(self, place: str) -> bool:
        """Tell whether nothing is known about what the place belongs to."""
        return all(len(path) <= 1 for path in self.paths.get(place, ()))


def _put(table: dict[str, tuple[str, ...]], key: str, value: str) -> None:
    if key and value not in table.get(key, ()):
        table[key] = (*table.get(key, ()), value)


@lru_cache(maxsize=8)
def _build(keys: tuple[tuple[str, tuple[str, ...]], ...]) -> Gazetteer:
    made = Gazetteer()
    paths: dict[str, list[tuple[str, ...]]] = {}
    for place, path in keys:
        paths.setdefault(place, []).append(path or (place,))
    made.paths = {place: tuple(dict.fromkeys(found)) for place, found in paths.items()}
    for place, found in made.paths.items():
        name = simplify(place)
        _put(made.full, name, place)
        short = stem(name)
        if short != name:
            _put(made.short, short, place)
        if split_suffix(name)[1].startswith("自治"):
            _put(made.short, short + split_suffix(name)[1][-1], place)
        _put(made.latin, pinyin(short), place)
        for parent in {part for path in found for part in path[:-1]}:
            _add_parent(made, simplify(parent), parent, place)
    for name in list(made.parents):
        if name in made.full or name in made.short:
            del made.parents[name]
    made.ordinary = frozenset(short for short in (*made.short, *made.parents) if is_ordinary(short))
    made.longest = max(map(len, (*made.full, *made.short, *made.parents)), default=0)
    return made


def _add_parent(made: Gazetteer, name: str, parent: str, place: str) -> None:
    for alias in {name, stem(name)}:
        _put(made.parents, alias, place)
        made.parent_names.setdefault(alias, parent)
        made.latin_parents.setdefault(pinyin(stem(name)), parent)


def gazetteer(reports: Iterable[Report]) -> Gazetteer:
    """Return the gazetteer of these reports' places, built once for each set of places."""
    return _build(tuple(dict.fromkeys((report.place, report.place_path) for report in reports if report.place)))

"""Chinese administrative places: cutting a run of place names into its levels, and the parents of a place.

The names, codes and levels of provinces, cities and counties come from the table that the `cpca` package ships; towns
are recognised by their suffix alone.
"""

from __future__ import annotations

import csv
import importlib.util
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from rag.schema import Level

__all__ = ["frequent_place", "level_of", "parents_of", "split_place", "stem_of"]

_SUFFIX = (
    "特别行政区|自治区|自治州|自治县|自治旗|开发区|高新区|新区|林区|矿区|地区|省|(?<=..)州$|市(?!区(?!.{0,4}[镇乡街])|县|中区)|盟|"
    "县(?![区市])|区(?!县)|旗(?=$|[\u4e00-\u9fff]{1,6}(?:镇|乡|苏木|街道))|镇(?![市县区])|乡(?![市县区])|苏木|街道(?:办事处)?"
)
_PART = re.compile(rf"[\u4e00-\u9fff]{{1,11}}?(?:{_SUFFIX})")
_STEM = re.compile(
    r"(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|新区|地区|林区|矿区|街道办事处|街道|苏木|省|市|盟|县|区|旗|镇|乡)$"
)
_ETHNIC = re.compile(
    r"(?:(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|"
    r"羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|鄂温克|德昂|保安|裕固|独龙|鄂伦春|各|瑶)族?)+自治[州县旗]$"
)
_TOWN = re.compile(r"([\u4e00-\u9fff]{1,4})(镇|乡|街道|苏木)(?![\u4e00-\u9fff]?[村居域])")
_NO_TOWN = re.compile(
    r"(?:代表|建设|推进|打造|特色|示范|卫生|文明|平安|中心|重点|各|全|本|该|小|城|村|强|名|古|工业|农业|旅游|经济|乡|创建|争创|成为|"
    r"国家|全国|生态|美丽|幸福|魅力|活力|园林|报告|担任|所在|支持|街|当地|属|集|辖|老)$"
)
"""What stands before 镇 and 乡 without naming one."""
_TOWN_SUFFIXES = ("镇", "乡", "街道", "苏木")
_UNIT = "(省|市|州|盟|县|区|旗|镇|乡|街道|苏木)"
_OWN = (
    (re.compile(f"全{_UNIT}"), 1),
    (re.compile(f"{_UNIT}(?:政协|人大)"), 3),
    (re.compile(f"我{_UNIT}"), 5),
    (re.compile(f"代表{_UNIT}(?:人民)?政府"), 20),
)
"""How a report speaks of its own place, and how far each way is to be trusted: 全省 may only compare, 我市 does not."""
_COMMON = frozenset(
    [
        "合作",
        "和平",
        "富裕",
        "新兴",
        "平安",
        "光明",
        "东方",
        "兴业",
        "安全",
        "开放",
        "文明",
        "民乐",
        "永新",
        "新城",
        "城区",
    ]
)
"""Stems of places that are common words of reports."""
_MIN_NAMED = 4
"""A place named less often than this is not taken for the report's own."""


class _Table:
    """Names and codes of provinces (2 digits), cities (4) and counties (6)."""

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        self.name: dict[str, str] = {}
        self.codes: dict[str, list[str]] = defaultdict(list)
        self.stems: dict[str, list[str]] = defaultdict(list)
        for code, name in rows:
            key = code[:2] if code[2:6] == "0000" else code[:4] if code[4:6] == "00" else code[:6]
            if code[6:].strip("0") or name in ("市辖区", "县", "自治区直辖县级行政区划", "省直辖县级行政区划"):
                continue
            self.name[key] = name
            self.codes[name].append(key)
            if len(stem := stem_of(name)) >= 2:
                self.stems[stem].append(key)

    def path(self, code: str) -> tuple[str, ...]:
        """Return the names from the province down to the code's own, a municipality named once."""
        names = [self.name[code[:size]] for size in (2, 4, 6) if len(code) >= size and code[:size] in self.name]
        return tuple(dict.fromkeys(names))


@lru_cache(maxsize=1)
def _table() -> _Table:
    spec = importlib.util.find_spec("cpca")
    folders = list(spec.submodule_search_locations or []) if spec else []
    rows: list[tuple[str, str]] = []
    for folder in folders:
        with (Path(folder) / "resources" / "adcodes.csv").open(encoding="utf-8") as file:
            rows = sorted((row["adcode"], row["name"]) for row in csv.DictReader(file))
    return _Table(rows)


def stem_of(name: str) -> str:
    """Return a place's name without its suffix: 崇明区 -> 崇明, 黔东南苗族侗族自治州 -> 黔东南."""
    stem = _ETHNIC.sub("", name)
    stem = _STEM.sub("", stem) if stem == name else stem
    stem = stem.removesuffix("州") if name.endswith("州") and len(stem) > 3 else stem
    return stem if len(stem) >= 2 else name


def level_of(name: str, parents: tuple[str, ...] = ()) -> Level:
    """Return the administrative level that a name's suffix tells; a 市 below another 市 is a county."""
    if re.search(r"(?:镇|乡|街道|苏木|街道办事处)$", name):
        return Level.TOWN
    if re.search(r"(?:省|自治区|特别行政区)$", name) or name in ("北京市", "上海市", "天津市", "重庆市"):
        return Level.PROVINCE
    if re.search(r"(?:市|自治州|州|盟|地区)$", name):
        codes = _table().codes.get(name, [])
        county = (bool(codes) and all(len(code) == 6 for code in codes)) or any(
            level_of(p) is Level.CITY for p in parents
        )
        return Level.COUNTY if county else Level.CITY
    return Level.COUNTY if re.search(r"(?:县|区|旗)$", name) else Level.UNKNOWN


def split_place(text: str) -> tuple[str, ...]:
    """Cut a run of place names into its levels: 上海市崇明区东平镇 -> (上海市, 崇明区, 东平镇)."""
    parts: list[str] = []
    position = 0
    while position < len(text):
        known = max((n for n in range(2, 14) if text[position : position + n] in _table().codes), default=0)
        match = _PART.match(text, position)
        end = max(position + known, match.end() if match and (not known or match.end() == position + known + 1) else 0)
        if end == position or not end:
            break
        parts.append(text[position:end])
        position = end
    return tuple(parts)


def parents_of(name: str, given: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Return the path of places down to `name`: the parents given beside it, else those the text names.

    A county, city or province of the table counts as named where the text has its name, or its stem repeatedly. The
    path holds only parents that agree with each other.
    """
    table = _table()
    known = table.codes.get(name) or [code for code in table.stems.get(stem_of(name), []) if name.endswith("州")]
    if codes := [code for code in known if not given or _agrees(table, code, given)]:
        best = max(codes, key=lambda code: _support(table, code, text))
        return table.path(best) if len(codes) == 1 or _support(table, best, text) else (*given, name)
    if given and (codes := [code for code in table.codes.get(given[-1], []) if _agrees(table, code, given[:-1])]):
        best = max(codes, key=lambda code: _support(table, code, text))
        return (*table.path(best), name) if len(codes) == 1 or _support(table, best, text) else (*given, name)
    if level_of(name) is Level.TOWN:
        return (*_county_in(table, text), name)
    return (*given, name)


def _agrees(table: _Table, code: str, given: tuple[str, ...]) -> bool:
    path = table.path(code)
    return all(place in path for place in given if place in table.codes)


def _support(table: _Table, code: str, text: str) -> int:
    """Count how often the text names the places above a code."""
    return sum(text.count(stem_of(place)) for place in table.path(code)[:-1])


def _county_in(table: _Table, text: str) -> tuple[str, ...]:
    """Return the path of the county that a town's report speaks of most, where its city or province is named too."""
    counts: Counter[str] = Counter()
    for stem, codes in table.stems.items():
        if (found := text.count(stem)) >= 1:
            for code in codes:
                if len(code) == 6:
                    full = text.count(table.name[code])
                    if full or found >= 3 or (found >= 1 and _support(table, code, text) >= 1):
                        counts[code] = found + 3 * full
    scored = [
        (counts[code] + 2 * min(_support(table, code, text), 10), code)
        for code in counts
        if _support(table, code, text)
    ]
    if scored:
        best, code = max(scored)
        if sum(score == best for score, _ in scored) == 1:
            return table.path(code)
    provinces = [(text.count(table.name[code]), code) for code in table.name if len(code) == 2]
    count, code = max(provinces, default=(0, ""))
    return (table.name[code],) if count else ()


def frequent_place(text: str, hint: str = "") -> str:
    """Return the place that a report speaks of as its own (全镇, 我市) and names most, or an empty text.

    The level comes from words such as 我市 and 代表市人民政府; towns are known by their suffix, other places by the
    table. `hint` is a name, such as the file's, that speaks for the places it contains.
    """
    own: Counter[str] = Counter()
    for pattern, weight in _OWN:
        for unit in pattern.findall(text):
            own[unit] += weight
    if not own:
        return ""
    suffix, _ = own.most_common(1)[0]
    counts = _towns_in(text, suffix) if suffix in _TOWN_SUFFIXES else _named_in(text, suffix, hint)
    for name in counts:
        if stem_of(name) in hint:
            counts[name] *= 3
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < _MIN_NAMED or (len(ranked) > 1 and ranked[0][1] < 1.3 * ranked[1][1]):
        return ""
    return ranked[0][0]


def _named_in(text: str, suffix: str, hint: str) -> Counter[str]:
    """Count, by stem, the places of the table whose name ends with a suffix; a full name counts three times.

    A stem alone may mean something else, so it counts half where the full name stands nowhere, and not at all where it
    is a common word.
    """
    counts: Counter[str] = Counter()
    for name in _table().codes:
        if name.endswith(suffix) and len(stem := stem_of(name)) >= 2 and (found := text.count(stem)):
            full = text.count(name)
            counts[name] = found + 2 * full if full or stem in hint else 0 if stem in _COMMON else found // 2
    return counts


def _towns_in(text: str, suffix: str) -> Counter[str]:
    """Count towns by suffix: the run of two to four characters before it whose stem recurs most in the text."""
    counts: Counter[str] = Counter()
    for match in _TOWN.finditer(text):
        run, found = match.groups()
        if found == suffix and not _NO_TOWN.search(run):
            for size in range(2, len(run) + 1):
                counts[run[-size:] + suffix] += 1
    for name, count in list(counts.items()):
        if count < 2:
            del counts[name]
        else:
            counts[name] = count * (1 + text.count(name.removesuffix(suffix)))
    best = counts.most_common(1)
    inner = [name for name in counts if best and name != best[0][0] and (name in best[0][0] or best[0][0] in name)]
    for name in inner:
        del counts[name]
    return counts

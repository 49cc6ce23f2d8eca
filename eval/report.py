"""One self-contained HTML page in Chinese about a run: tables, charts, and every miss with its evidence."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from eval.bench import WITH_MODEL
from eval.charts import curve, histogram, stacked_bars
from eval.fluency import FLUENCY_NAMES
from eval.grading import Outcome
from eval.metrics import risk_coverage

__all__ = ["KIND_NAMES", "MEASURE_NAMES", "SYSTEM_NAMES", "render"]

Item = Mapping[str, Any]

_PARTS = {
    Outcome.RIGHT.value: ("答对", "var(--right)"),
    Outcome.DECLINED.value: ("可答而未答", "var(--declined)"),
    Outcome.WRONG.value: ("答错", "var(--wrong)"),
    Outcome.WRONG_FIGURE.value: ("错误数字", "var(--figure)"),
}

KIND_NAMES = {
    "value": "数值", "count": "数量", "change": "同比变化", "completion": "完成进度", "target": "目标",
    "achieved_vs_target": "实绩与目标之分", "rank": "位次", "share": "占比", "list": "列举", "who": "人物",
    "when": "时间", "where": "地点", "name": "名称", "comparison": "比较", "difference": "相差", "total": "合计",
    "ratio": "推比", "previous": "推上年", "implied_target": "推目标", "definition": "释义", "why": "原因",
    "open": "开放", "yes_no": "是否", "english": "英文", "traditional": "繁体", "noisy": "口语错字",
    "typo_place": "错写地名", "follow_up": "追问", "unanswerable_place": "不可答·无此地",
    "unanswerable_year": "不可答·无此年", "unanswerable_indicator": "不可答·无此指标", "false_premise": "前提有误",
}  # fmt: skip
"""What each kind of question is called on the page."""

MEASURE_NAMES = {
    "right": "答对（全部问题）", "right_answerable": "答对（可答问题）", "wrong_figure": "错误数字",
    "wrong": "其他答错", "declined": "可答而未答", "abstention_recall": "不可答问题中拒答",
    "abstention_precision": "拒答中确不可答", "abstention_answerable_declined": "可答问题中拒答",
    "abstention_auroc": "可答与否的区分（AUROC）", "unsupported_numbers": "无出处的数字（个）",
    "altered_quotes": "与原文不符的引文（处）", "confused_kind": "实绩与目标混淆（次）",
    "wrong_place": "引到别处（次）",
    "figure_right": "数字、单位、地点、性质全对", "cited": "引到依据", "citation_recall": "引文召回",
    "citation_precision": "引文精确", "token_f1": "字词 F1", "complete@1": "依据全在前 1", "complete@4": "依据全在前 4",
    "complete@10": "依据全在前 10", "recall@1": "召回率@1", "recall@4": "召回率@4", "recall@10": "召回率@10",
    "mrr": "MRR", "ndcg@10": "nDCG@10", "latency_p50": "用时中位数（毫秒）", "latency_p95": "用时 95 分位（毫秒）",
}  # fmt: skip
"""What each measure is called on the page, in the order of the table."""

SYSTEM_NAMES = {"ours": "不用语言模型", WITH_MODEL: "用语言模型"}
"""What the systems that answer in full are called on the page."""

_RETRIEVAL = ("complete@1", "complete@4", "complete@10", "recall@1", "recall@4", "recall@10", "mrr", "ndcg@10")
_COUNTS = frozenset({"unsupported_numbers", "altered_quotes", "confused_kind", "wrong_place"})
_PLAIN = _COUNTS | {"latency_p50", "latency_p95"}

_STYLE = """
:root{--ink:#1d2733;--soft:#5b6875;--rule:#dde3ea;--paper:#fff;--right:#2f7d5b;--declined:#c9a227;--wrong:#c8703a;
--figure:#b3261e;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--ink:#e6ebf0;--soft:#9aa7b4;--rule:#33404d;--paper:#151b22;--right:#58b58a}}
body{font:15px/1.7 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:var(--ink);
background:var(--paper);max-width:1080px;margin:0 auto;padding:24px 16px}
h1{font-size:22px}h2{font-size:18px;margin-top:36px;border-bottom:1px solid var(--rule)}
table{border-collapse:collapse;width:100%}td,th{padding:5px 8px;border-bottom:1px solid var(--rule);text-align:left;
vertical-align:top}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
small,.tick{color:var(--soft)}svg{width:100%;max-width:720px;display:block}svg text{font-size:12px;fill:var(--ink)}
.axis{fill:none;stroke:var(--soft)}.line{fill:none;stroke:var(--right);stroke-width:2}
.wide{overflow-x:auto}details{border-bottom:1px solid var(--rule);padding:6px 0}summary{cursor:pointer}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(280px,1fr));gap:16px;padding:8px 0}
.tag{color:#fff;border-radius:3px;padding:1px 6px;font-size:12px}pre{white-space:pre-wrap;font:inherit;margin:0}
"""


def render(run: Mapping[str, Any]) -> str:
    """Return the page for a run's record; the first system is shown in full, the others in the retrieval table."""
    name = next(iter(run["systems"]))
    result = run["systems"][name]
    items = result["items"]
    with_model = run["systems"].get(WITH_MODEL)
    parts = [
        f"<h1>评测报告 · {escape(run['set'])}</h1>",
        _head(run),
        "<h2>总表</h2>",
        _headline({key: r["summary"] for key, r in run["systems"].items() if key in {name, WITH_MODEL}}),
        _model(run["systems"].get(WITH_MODEL, {}).get("fluency")),
        "<h2>检索：与基线和拆减对照</h2>",
        _systems(run["systems"]),
        "<h2>各类问题</h2>",
        stacked_bars([(KIND_NAMES.get(k, k), row) for k, row in result["kinds"].items()], _PARTS),
        _kinds(result["kinds"]),
        "<h2>实绩与目标</h2>",
        _confusion(_kind_pairs(items), "应为", "答为"),
        "<h2>地点</h2>",
        _confusion(_place_pairs(items), "所问", "所引"),
        "<h2>拒答的取舍：回答多少，错多少</h2>",
        curve(_risk(items), "回答的份额", "其中答错"),
        "<h2>用时</h2>",
        histogram([i["milliseconds"] for i in items], "毫秒"),
        "<h2>每一处失误</h2>",
        _misses(items),
        *(["<h2>用语言模型时的失误</h2>", _misses(with_model["items"])] if with_model else []),
    ]
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>评测报告 · {escape(run['set'])}</title><style>{_STYLE}</style></head><body>"
        f"{''.join(parts)}</body></html>"
    )


def _head(run: Mapping[str, Any]) -> str:
    encoder = run["encoder"]
    facts = {
        "时间": run["created"],
        "提交": run["commit"],
        "向量模型": f"{encoder.get('name', '')}（{encoder.get('fingerprint', '')[:12]}）",
        "语言模型": run["settings"].get("llm") or "无",
        "内存峰值": f"{run.get('peak_memory_mb', math.nan):.0f} MB",
    }
    return "<p><small>" + " · ".join(f"{k}：{escape(str(v))}" for k, v in facts.items()) + "</small></p>"


def _headline(summaries: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the table of measures, a column for each system; the intervals stand below the values."""
    first = next(iter(summaries.values()))
    rows = [
        f"<tr><td>{label}</td>"
        + "".join(
            f"<td class=n>{_value(name, s[name])}<br><small>{_interval(s, name)}</small></td>"
            for s in summaries.values()
        )
        + "</tr>"
        for name, label in MEASURE_NAMES.items()
        if name in first
    ]
    head = f"<tr><th>共 {first['questions']} 题，可答 {first['answerable']}（小字为 95% 区间）</th>"
    columns = "".join(f"<th class=n>{escape(SYSTEM_NAMES.get(key, key))}</th>" for key in summaries)
    return f"<div class=wide><table>{head}{columns}</tr>{''.join(rows)}</table></div>"


def _model(measures: Mapping[str, Any] | None) -> str:
    """Return what the language model did, empty where none was asked."""
    if not measures:
        return ""
    rows = "".join(
        f"<tr><td>{label}</td><td class=n>{measures[name]:.4g}</td></tr>" for name, label in FLUENCY_NAMES.items()
    )
    rows += "".join(
        f"<tr><td>删去：{escape(reason)}</td><td class=n>{number}</td></tr>"
        for reason, number in measures["reasons"].items()
    )
    return f"<h2>语言模型写的话</h2><div class=wide><table>{rows}</table></div>"


def _systems(systems: Mapping[str, Mapping[str, Any]]) -> str:
    columns = (*_RETRIEVAL, "right", "wrong_figure")
    head = "".join(f"<th class=n>{MEASURE_NAMES[c]}</th>" for c in columns)
    rows = []
    for name, result in systems.items():
        cells = []
        for column in columns:
            shown = column in _RETRIEVAL or result.get("answers", True)
            value, spread = _value(column, result["summary"][column]), _interval(result["summary"], column)
            cells.append(f"<td class=n>{value}<br><small>{spread}</small></td>" if shown else "<td class=n>–</td>")
        rows.append(f"<tr><td>{escape(name)}</td>{''.join(cells)}</tr>")
    return f"<div class=wide><table><tr><th></th>{head}</tr>{''.join(rows)}</table></div>"


def _kinds(kinds: Mapping[str, Mapping[str, int]]) -> str:
    columns = {"questions": "题数", **{k: v[0] for k, v in _PARTS.items()}, "cited": "引到依据"}
    head = "".join(f"<th class=n>{label}</th>" for label in columns.values())
    rows = "".join(
        f"<tr><td>{KIND_NAMES.get(kind, kind)}</td>" + "".join(f"<td class=n>{row[c]}</td>" for c in columns) + "</tr>"
        for kind, row in kinds.items()
    )
    return f"<div class=wide><table><tr><th></th>{head}</tr>{rows}</table></div>"


def _value(name: str, value: float) -> str:
    if math.isnan(value):
        return "–"
    if name in _COUNTS:
        return str(int(value))
    return f"{value:.1f}" if name in _PLAIN else f"{value:.1%}"


def _interval(summary: Mapping[str, Any], name: str) -> str:
    low, high = summary.get(f"{name}_interval", (math.nan, math.nan))
    return "" if math.isnan(low) else f"{low:.1%} – {high:.1%}"


def _kind_pairs(items: Iterable[Item]) -> Counter[tuple[str, str]]:
    names = {"achieved": "实绩", "target": "目标"}
    grades = (i["grade"] for i in items)
    return Counter(
        (names[g["gold_kind"]], names[g["stated_kind"]]) for g in grades if g["gold_kind"] and g["stated_kind"]
    )


def _place_pairs(items: Iterable[Item]) -> Counter[tuple[str, str]]:
    return Counter(
        ("、".join(i["places"]), place)
        for i in items
        if i["answerable"] and i["places"]
        for place in sorted({c["place"] for c in i["answer"]["citations"]})
    )


def _confusion(pairs: Mapping[tuple[str, str], int], down: str, across: str) -> str:
    rows = sorted({pair[0] for pair in pairs})
    columns = sorted({pair[1] for pair in pairs})
    head = "".join(f"<th class=n>{escape(c)}</th>" for c in columns)
    body = "".join(
        f"<tr><td>{escape(r)}</td>"
        + "".join(f"<td class=n>{pairs.get((r, c), 0) or '·'}</td>" for c in columns)
        + "</tr>"
        for r in rows
    )
    return f"<div class=wide><table><tr><th>{down} ＼ {across}</th>{head}</tr>{body}</table></div>"


def _risk(items: Sequence[Item]) -> list[tuple[float, float]]:
    answered = [i for i in items if not i["answer"]["abstained"]]
    return risk_coverage(
        [i["answer"]["confidence"] for i in answered], [i["grade"]["outcome"] == Outcome.RIGHT for i in answered]
    )


def _misses(items: Iterable[Item]) -> str:
    missed = [i for i in items if i["grade"]["outcome"] != Outcome.RIGHT or i["grade"]["unsupported"]]
    return "".join(map(_miss, missed)) or "<p>没有。</p>"


def _miss(item: Item) -> str:
    grade, answer = item["grade"], item["answer"]
    label, colour = _PARTS[grade["outcome"]]
    evidence = (
        "<br>".join(f"{escape(e['text'])} <small>{escape(e['file'])}</small>" for e in item["evidence"])
        or "（报告未写）"
    )
    cited = (
        "<br>".join(f"[{c['n']}] {escape(c['place'])}：{escape(c['quote'])}" for c in answer["citations"]) or "（无）"
    )
    asked = "".join(f"问：{escape(t['question'])}<br>" for t in item["history"])
    remarks = [
        f"依据名次 {grade['ranks']}",
        f"把握 {answer['confidence']:.2f}",
        f"用时 {item['milliseconds']:.0f} 毫秒",
    ]
    remarks += [f"无出处的数字 {'、'.join(grade['unsupported'])}"] if grade["unsupported"] else []
    remarks += [escape(item["note"])] if item["note"] else []
    return (
        f'<details><summary><span class=tag style="background:{colour}">{label}</span> '
        f"<small>{item['id']} · {KIND_NAMES.get(item['kind'], item['kind'])}</small> "
        f"{escape(item['question'])}</summary>"
        f"<div class=pair><div><small>标准答案</small><pre>{asked}{escape(item['gold'] or _accepted(item))}</pre></div>"
        f"<div><small>回答</small><pre>{escape(answer['answer'])}</pre></div></div>"
        f"<div class=pair><div><small>依据</small><br>{evidence}</div><div><small>引文</small><br>{cited}</div></div>"
        f"<small>{' · '.join(remarks)}</small></details>"
    )


def _accepted(item: Item) -> str:
    return "；".join(forms[0] for forms in item["accepted"]) or "（应拒答）"

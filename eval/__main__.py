"""`python -m eval check | run | compare | gate | report | ragas | injections`: see `--help` of each."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval import injections
from eval.ablations import ABLATIONS
from eval.baselines import BASELINES
from eval.bench import OURS, RUNS, WITH_MODEL, Bench, open_bench
from eval.bigrams import Bigrams
from eval.compare import compare, render
from eval.fluency import FLUENCY_NAMES, fluency
from eval.gate import breaches, load_thresholds
from eval.plants import PLANTS, plant
from eval.questions import FOLDER, check, counts, load_questions
from eval.ragas import write as write_ragas
from eval.report import MEASURE_NAMES
from eval.report import render as render_page
from eval.run import evaluate, new_run, peak_memory_mb
from rag.settings import get_settings

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, 1 where something does not hold, 2 on wrong usage."""
    options = _parser().parse_args(arguments)
    commands = {
        "check": _check, "run": _run, "compare": _compare, "gate": _gate, "report": _report, "ragas": _ragas,
        "injections": _injections,
    }  # fmt: skip
    return commands[options.command](options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval", description="评测：一条命令说明一处改动是好是坏。")
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("check", help="检查题集：依据逐字、答案在依据中、编号唯一")
    one.add_argument("files", nargs="*", type=Path, help="题集；不填 = 全部")
    one.add_argument("--corpus", type=Path, help="市级报告所在文件夹；不填则其题目的依据不核对")
    one = commands.add_parser("run", help="跑一套题，写出 JSON 和网页")
    _asking(one)
    one.add_argument("--json", type=Path, default=RUNS / "latest.json", help="结果写到哪里")
    one.add_argument("--html", type=Path, default=RUNS / "latest.html", help="网页写到哪里")
    one.add_argument("--baselines", action="store_true", help="同时测 BM25、向量、LangChain 教程流水线和各项拆减")
    one = commands.add_parser("compare", help="两次结果逐题对比")
    one.add_argument("before", type=Path)
    one.add_argument("after", type=Path)
    one.add_argument("--systems", nargs=2, default=("ours", "ours"), metavar=("前", "后"))
    one = commands.add_parser("gate", help="低于门槛则退出码为 1")
    _asking(one)
    one.add_argument("--json", type=Path, help="核对已有的结果，不重新跑")
    one.add_argument("--plant", choices=PLANTS, help="故意埋一处错，看门禁是否发现")
    one = commands.add_parser("report", help="由结果 JSON 重做网页")
    one.add_argument("--json", type=Path, default=RUNS / "latest.json")
    one.add_argument("--html", type=Path, default=RUNS / "latest.html")
    one = commands.add_parser("ragas", help="导出 Ragas 评测集（JSONL）")
    _asking(one)
    one.add_argument("--json", type=Path, default=RUNS / "latest.json")
    one.add_argument("--output", type=Path, required=True)
    one = commands.add_parser("injections", help="在报告里植入对语言模型的指令，看有没有一条被照办")
    one.add_argument("--count", type=int, default=200, help="植入多少份报告")
    return parser


def _asking(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--questions", type=Path, default=FOLDER / "test.jsonl", help="题集")
    parser.add_argument("--index", type=Path, help="用现成的索引；不填 = 在 eval/runs 下自建")
    parser.add_argument("--corpus", type=Path, help="其他报告所在文件夹，题目问到的与本项目的报告一起收入自建索引")
    parser.add_argument(
        "--llm", default="none", help="同时测用这个语言模型的回答，如 deepseek:deepseek-chat；默认 none = 不测"
    )


def _check(options: argparse.Namespace) -> int:
    settings = get_settings()
    folders = [settings.reports_dir, *([options.corpus] if options.corpus else [])]
    faults, ids = [], set[str]()
    for path in options.files or sorted(FOLDER.glob("*.jsonl")):
        questions = load_questions(path)
        files = {f for q in questions for f in q.files}
        known = {f: (d / f).read_bytes().decode("utf-8-sig") for f in files for d in folders if (d / f).is_file()}
        faults += [f"{path.name} {fault}" for fault in check(questions, known)]
        faults += [f"{path.name} {q.id}: id also in another set" for q in questions if q.id in ids]
        ids |= {q.id for q in questions}
        unanswerable = sum(not q.answerable for q in questions)
        print(f"{path.name}：{len(questions)} 题，不可答 {unanswerable}（{unanswerable / len(questions):.0%}）")
        print("  " + "，".join(f"{kind} {n}" for kind, n in counts(questions).items()))
        if files - known.keys():
            print(f"  有 {len(files - known.keys())} 个文件不在本机，其依据未核对")
    print("\n".join(faults) or "没有问题。")
    return 1 if faults else 0


def _run(options: argparse.Namespace) -> int:
    with _bench(options) as place:
        record = _record(place, options.questions.stem, baselines=options.baselines)
    for path, text in ((options.json, json.dumps(record, ensure_ascii=False)), (options.html, render_page(record))):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"已写 {path}")
    in_full = {name: result for name, result in record["systems"].items() if name in OURS}
    _print_summaries({name: result["summary"] for name, result in in_full.items()})
    _print_fluency(in_full.get(WITH_MODEL, {}).get("fluency"))
    for name in record["systems"].keys() - in_full.keys():
        _print_summaries({name: record["systems"][name]["summary"]})
    return 0


def _bench(options: argparse.Namespace) -> Any:
    settings = get_settings().model_copy(update={"llm": "" if options.llm == "none" else options.llm})
    return open_bench(settings, options.questions, index=options.index, corpus=options.corpus, progress=_progress)


def _record(place: Bench, name: str, *, baselines: bool = False, fault: str = "") -> dict[str, Any]:
    encoder = {"name": place.index.encoder.name, "fingerprint": place.index.encoder.fingerprint}
    record = new_run(place.settings, encoder, name)
    record["skipped"] = place.skipped
    model = (WITH_MODEL,) if place.settings.llm else ()
    others = (*ABLATIONS, *BASELINES) if baselines else ()
    for system_name in ("ours", *model, *others):
        system = place.system(system_name, _progress)
        asked = plant(fault, system, place.places) if fault else system
        result = evaluate(asked, place.questions, place.sources, _progress)
        if system_name == WITH_MODEL:
            result["fluency"] = fluency(result["items"])
        record["systems"][system_name] = result | {"answers": system_name in OURS}
        if system_name == "ours":
            record["peak_memory_mb"] = peak_memory_mb()
    return record


def _compare(options: argparse.Namespace) -> int:
    runs = [json.loads(path.read_text(encoding="utf-8")) for path in (options.before, options.after)]
    systems = [run["systems"][name] for run, name in zip(runs, options.systems, strict=True)]
    print(render(compare(systems[0], systems[1])))
    return 0


def _gate(options: argparse.Namespace) -> int:
    if options.json:
        record = json.loads(options.json.read_text(encoding="utf-8"))
    else:
        with _bench(options) as place:
            record = _record(place, options.questions.stem, fault=options.plant or "")
    limits = load_thresholds()[record["set"]]
    found = breaches(record["systems"]["ours"]["summary"], limits)
    _print_summaries({"ours": record["systems"]["ours"]["summary"]})
    print("\n".join(f"未过：{line}" for line in found) or f"全部 {len(limits)} 项门槛都已达到。")
    return 1 if found else 0


def _report(options: argparse.Namespace) -> int:
    record = json.loads(options.json.read_text(encoding="utf-8"))
    options.html.write_text(render_page(record), encoding="utf-8")
    print(f"已写 {options.html}")
    return 0


def _ragas(options: argparse.Namespace) -> int:
    record = json.loads(options.json.read_text(encoding="utf-8"))
    with _bench(options) as place:
        write_ragas(options.output, record["systems"]["ours"]["items"], place.sources)
    print(f"已写 {options.output}")
    return 0


def _injections(options: argparse.Namespace) -> int:
    settings = get_settings().model_copy(update={"llm_api_key": None})
    outcomes = injections.run(settings, options.count, Bigrams(), _progress)
    print(injections.render(outcomes))
    return 1 if any(outcome.obeyed or outcome.changed for outcome in outcomes) else 0


def _print_summaries(summaries: dict[str, dict[str, Any]]) -> None:
    """Print systems side by side; a single one with its intervals."""
    first = next(iter(summaries.values()))
    print(f"\n{' | '.join(summaries)}：{first['questions']} 题，可答 {first['answerable']}")
    for measure, label in MEASURE_NAMES.items():
        low, high = first.get(f"{measure}_interval", (None, None))
        spread = f"  [{low:.3f}, {high:.3f}]" if low is not None and len(summaries) == 1 else ""
        print(f"  {label:<20}" + "".join(f"{s[measure]:>11.3f}" for s in summaries.values()) + spread)


def _print_fluency(measures: dict[str, Any] | None) -> None:
    for name, label in FLUENCY_NAMES.items() if measures else ():
        print(f"  {label:<20}{measures[name]:>11.4g}" if measures else "")
    for reason, number in (measures or {}).get("reasons", {}).items():
        print(f"    删去 {number} 句：{reason}")


def _progress(done: int, total: int, what: str) -> None:
    if sys.stderr.isatty() or done == total:
        print(f"\r{what} {done}/{total}", end="\n" if done == total else "", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest

from eval.fluency import FLUENCY_NAMES
from eval.questions import KINDS
from eval.report import KIND_NAMES, render
from eval.run import evaluate, new_run
from rag.settings import Settings
from tests.eval.fakes import SOURCES, Canned, question, refusal, reply

MEASURES = dict.fromkeys(FLUENCY_NAMES, 1.5) | {"reasons": {"没有注明出处": 2}}
VOID = {"meta", "br"}


class Balance(HTMLParser):
    """Checks that every element is closed in order, and collects what is loaded from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.loads += [value or "" for name, value in attrs if name in {"src", "href"}]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"rect", "path", "polyline"}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture
def page() -> str:
    questions = [
        question(question="好"),
        question(id="q-2", question="坏<script>", kind="target", note="注意"),
        question(id="q-3", question="拒"),
    ]
    answers = {"好": reply(), "坏<script>": reply("目标5%[1]。", confidence=0.5), "拒": refusal()}
    run = new_run(Settings(_env_file=None), {"name": "e5", "fingerprint": "0123456789abcdef"}, "dev")
    run["systems"] = {"ours": evaluate(Canned(answers), questions, SOURCES)}
    run["systems"]["bm25"] = run["systems"]["ours"] | {"answers": False}
    return render(json.loads(json.dumps(run)))


def test_the_page_is_whole_and_loads_nothing(page: str) -> None:
    balance = Balance()
    balance.feed(page)
    assert (balance.open, balance.loads) == ([], [])
    assert page.startswith('<!doctype html><html lang="zh-CN">')
    assert page.count("<svg") == 3


def test_misses_stand_side_by_side_with_gold_and_evidence(page: str) -> None:
    assert page.count("<details>") == 2
    assert "坏&lt;script&gt;" in page
    assert "目标5%[1]。" in page
    assert "无出处的数字 5" in page
    assert "<script>" not in page


def test_baselines_show_retrieval_only(page: str) -> None:
    assert "<td>bm25</td>" in page
    row = page.split("<td>bm25</td>")[1].split("</tr>", maxsplit=1)[0]
    assert row.endswith("<td class=n>–</td><td class=n>–</td>")
    assert row.count("–</td>") == 2


def test_confusions_are_counted(page: str) -> None:
    assert "应为 ＼ 答为" in page
    assert "<tr><td>目标</td><td class=n>1</td></tr>" in page


def test_every_kind_has_a_name() -> None:
    assert set(KIND_NAMES) == KINDS


def test_with_and_without_a_model_stand_side_by_side(page: str) -> None:
    assert "用语言模型</th>" not in page.replace("不用语言模型</th>", "")
    questions = [question(question="好")]
    run = new_run(Settings(_env_file=None), {"name": "e5", "fingerprint": "0"}, "dev")
    run["systems"] = {
        "ours": evaluate(Canned({"好": reply()}), questions, SOURCES),
        "ours_llm": evaluate(Canned({"好": refusal()}), questions, SOURCES) | {"fluency": MEASURES},
    }
    both = render(json.loads(json.dumps(run)))
    assert "<th class=n>不用语言模型</th><th class=n>用语言模型</th>" in both
    row = both.split("<td>答对（全部问题）</td>")[1].split("</tr>", maxsplit=1)[0]
    assert row.count("100.0%<br>") == 1
    assert row.count("0.0%<br>") == 2
    assert "<tr><td>核对一句的中位数（毫秒）</td><td class=n>1.5</td></tr>" in both
    assert "<tr><td>删去：没有注明出处</td><td class=n>2</td></tr>" in both
    assert "<h2>用语言模型时的失误</h2>" in both

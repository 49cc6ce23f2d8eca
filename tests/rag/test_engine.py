from __future__ import annotations

import pytest

from rag.engine import MAX_QUESTION, Engine
from rag.index import Index
from rag.schema import Turn
from rag.settings import Settings
from tests.rag.fakes import BigramEncoder

TAX = "东平镇2023年上半年税收收入为14869万元[1]（同比减少36.2%，完成年度指标进度的33.9%）。"
TAX_QUOTE = "受疫情及宏观经济形势影响，上半年完成税收收入 14869 万元，同比减少 36.2%，完成年度指标进度的 33.9%。"
ALL = (
    "东平镇（2023年上半年）、港沿镇（2024年）、淞南镇（2020年）、留庄镇（2023年）、"
    "北蔡镇（2023年）、孙岗镇（2023年）、新海镇（2019年）"
)
PROMPT = "请输入要问的内容，例如：上半年税收收入是多少？"
QUESTIONS = [
    "东平镇上半年税收收入是多少？",
    "东平镇2022年上半年税收收入大约是多少？",
    "留庄和北蔡的固定资产投资哪个多？",
    "东平和北蔡发放的救助帮困资金合计多少？",
    "淞南镇2021年的固定资产投资目标比2020年实际多多少？",
    "东平镇下半年打算怎么招商？",
    "北蔡有三个实事项目为什么没按时做？",
    "新海镇2019年引进注册型企业不少于多少家？",
    "固定资产投资是多少？",
    "东平镇半年报告是谁作的？",
    "港沿镇招商税收增长目标是多少？",
    "孙岗镇发给贫困户的产业奖补平均每户多少？",
    "What was Dongping's tax revenue in the first half of 2023?",
]


def test_a_figure_is_answered_with_its_sentence(engine):
    answer = engine.ask("东平镇上半年税收收入是多少")
    assert answer.text == TAX
    assert (answer.kind, answer.abstained, answer.reason, answer.notes) == ("figure", False, "", ())
    (cited,) = answer.citations
    assert (cited.n, cited.place, cited.period, cited.file, cited.quote) == (
        1,
        "东平镇",
        "2023年上半年",
        "dongping-2023-midyear-report.txt",
        TAX_QUOTE,
    )
    assert cited.section == ("一、2023年上半年工作回顾", "（二）坚持产业带动，推进经济发展更有活力", "招商力度持续加大")
    assert [(f.kind, f.text, f.citation) for f in answer.figures] == [
        ("achieved", "14869万元", 1),
        ("change", "36.2%", 1),
        ("completion", "33.9%", 1),
    ]


@pytest.mark.parametrize("question", ["", "   ", "\n\t", "？？！", "……", "，。", "\u3000"])
def test_without_words_there_is_nothing_to_answer(engine, question):
    answer = engine.ask(question)
    assert (answer.text, answer.abstained, answer.citations, answer.retrieved) == (PROMPT, True, (), ())


def test_a_very_long_question_is_refused_by_its_length(engine):
    answer = engine.ask("税" * 5000)
    assert answer.abstained
    assert answer.text == "问题太长（5000 字），请压缩到 2000 字以内。"


def test_a_question_of_the_greatest_length_is_answered(engine):
    question = "东平镇上半年税收收入是多少？".ljust(MAX_QUESTION, "？")
    assert engine.ask(question).text == TAX


def test_an_empty_index_says_how_to_fill_it(tmp_path):
    settings = Settings(index_dir=tmp_path / "index", _env_file=None)
    with Index.open(settings, encoder=BigramEncoder()) as index:
        answer = Engine(index, settings).ask("东平镇税收收入是多少？")
    assert answer.abstained
    assert answer.text == "还没有收录任何报告。请先用 python -m ingest 文件或文件夹 收入报告。"


def test_a_place_without_a_report_is_never_answered_from_another(engine):
    answer = engine.ask("竖新镇2023年税收收入是多少？")
    assert answer.text == f"没有竖新镇的报告；现有：{ALL}"
    assert (answer.abstained, answer.citations, answer.retrieved) == (True, (), ())


def test_a_year_without_a_report_is_never_answered_from_another(engine):
    answer = engine.ask("东平镇2018年税收收入是多少？")
    assert answer.text == "没有东平镇2018年的报告；现有：东平镇（2023年上半年）"
    assert (answer.abstained, answer.citations) == (True, ())


def test_what_the_report_does_not_say_is_declined(engine):
    answer = engine.ask("东平镇粮食产量多少吨？")
    assert (answer.text, answer.abstained) == ("东平镇的报告没有说明“粮食产量”。", True)


def test_another_period_is_declined_with_the_nearest_figure(engine):
    answer = engine.ask("东平镇2023年下半年税收收入是多少？")
    assert answer.abstained
    assert answer.reason == "东平镇的报告没有说明“税收收入”。"
    assert answer.text == f"{answer.reason}最接近的是：东平镇2023年上半年税收收入为14869万元[1]。"


def test_the_catalogue_is_listed(engine):
    answer = engine.ask("有哪些报告？")
    assert (answer.kind, answer.text) == ("catalogue", f"现有 7 份报告：{ALL}。")


def test_a_misspelt_place_is_answered_with_a_remark(engine):
    answer = engine.ask("东坪镇上半年税收收入是多少？")
    assert (answer.text, answer.notes) == (TAX, ("“东坪镇”按“东平镇”回答；如果不是，请写出全名。",))


def test_a_filter_by_hand_names_the_place_that_the_question_leaves_open(engine):
    assert engine.ask("上半年税收收入是多少？", places=["东平镇"]).text == TAX


def test_a_filter_by_hand_shuts_out_the_place_of_the_question(engine):
    answer = engine.ask("东平镇税收收入是多少？", places=["淞南镇"])
    assert (answer.abstained, answer.citations, answer.retrieved) == (True, (), ())


def test_a_filter_by_year_shuts_out_other_years(engine):
    answer = engine.ask("税收收入是多少？", places=["淞南镇"], year=2023)
    assert (answer.abstained, answer.citations) == (True, ())


def test_a_follow_up_takes_up_place_period_and_indicator(engine):
    answer = engine.ask("同比呢？", [Turn("东平镇上半年税收收入是多少？", TAX)])
    assert answer.text == "东平镇2023年上半年税收收入同比下降36.2%[1]（税收收入为14869万元，完成年度指标进度的33.9%）。"
    assert answer.notes == ("按：东平镇 · 2023年上半年 · 税收收入",)


def test_a_follow_up_on_another_place_leaves_the_first(engine):
    answer = engine.ask("那北蔡镇呢？", [Turn("留庄镇固定资产投资是多少？")])
    assert answer.text == "北蔡镇2023年固定资产投资为22.89亿元[1]。"


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_citation_is_a_span_of_its_source(engine, question):
    answer = engine.ask(question)
    assert not answer.abstained
    assert [c.n for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    for cited in answer.citations:
        source = engine.index.catalogue.source_text(cited.file)
        assert source[cited.start : cited.end] == cited.quote
        assert f"[{cited.n}]" in answer.text


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_cited_is_retrieved_first(engine, question):
    answer = engine.ask(question)
    assert 0 < len(answer.retrieved) <= 20
    first = answer.citations[0]
    top = answer.retrieved[0]
    assert top.file == first.file
    assert top.start <= first.start < top.end or not engine.material.passage_at(first.report_id, first.start)


@pytest.mark.parametrize(
    ("question", "files"),
    [
        ("东平镇上半年税收收入是多少？", {"dongping-2023-midyear-report.txt"}),
        ("淞南镇养老服务做了什么？", {"songnan-2021-report.txt"}),
        ("东平镇粮食产量多少吨？", {"dongping-2023-midyear-report.txt"}),
        ("东平镇2018年税收收入是多少？", {"dongping-2023-midyear-report.txt"}),
        (
            "东平和淞南的税收收入哪个多？",
            {"dongping-2023-midyear-report.txt", "songnan-2021-report.txt"},
        ),
    ],
)
def test_only_the_asked_places_are_searched(engine, question, files):
    found = {r.file for r in engine.ask(question).retrieved}
    assert found == files


def test_reports_within_one_file_are_kept_apart(engine):
    """Three towns' reports lie in one file."""
    answer = engine.ask("北蔡镇固定资产投资是多少？")
    (report,) = [r for r in engine.material.reports if r.place == "北蔡镇"]
    assert answer.text == "北蔡镇2023年固定资产投资为22.89亿元[1]。"
    assert all(report.start <= r.start and r.end <= report.end for r in answer.retrieved)


def test_the_stream_ends_with_the_whole_answer(engine):
    *_, last = engine.stream("东平镇上半年税收收入是多少？")
    assert last.text == TAX


def test_the_trace_says_how_the_answer_came_about(engine):
    trace = dict(engine.ask("东平镇上半年税收收入是多少？").trace)
    assert trace["理解"] == "地方：东平镇；期间：2023年上半年；问的是：税收收入（value）"
    assert trace["范围"] == "东平镇2023"
    assert trace["指标"] == "税收收入 → 税收收入：14869万元"
    assert trace["核对"] == "全部数字、地方和性质都在所引原文中"


def test_the_public_form_of_an_answer(engine):
    shown = engine.ask("新海镇2019年引进注册型企业不少于多少家？").to_json()
    assert shown["answer"] == "新海镇2019年引进注册型企业的目标为不少于500家[1]。"
    assert shown["figures"] == [
        {
            "indicator": "引进注册型企业",
            "place": "新海镇",
            "period": "2019年",
            "kind": "target",
            "value": 500.0,
            "unit": "家",
            "text": "500家",
            "citation": 1,
        }
    ]
    assert shown["citations"][0]["quote"] == (
        "坚持质量与数量并重,进一步拓展招商渠道,力争全年引进注册型企业不少于500家,实现税收3.2亿元。"
    )

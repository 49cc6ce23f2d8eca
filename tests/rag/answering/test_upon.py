from __future__ import annotations

import pytest

from rag.answering.stocks import stock_of
from rag.schema import Turn
from tests.rag.fakes import BigramEncoder

REPORT = """甲市政府工作报告

——2022年1月11日在甲市第七届人民代表大会第一次会议上

各位代表：

一、2021年工作回顾

全年新增高新技术企业17家，总数达96家。市场主体总数达到55.8万户，是2016年的2.1倍。
城镇居民人均可支配收入23800元，增长8%。农村居民人均可支配收入10529元，增长10%。
发放住房租赁补贴10448户、2275万元。新建幼儿园12所。

二、2022年工作安排

新增高新技术企业20家以上。社会消费品零售总额增长7%左右。
"""


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    """An engine over one short report."""
    from ingest.load import load
    from ingest.parse import parse_document
    from rag.engine import Engine
    from rag.index import Index
    from rag.settings import Settings

    folder = tmp_path_factory.mktemp("upon")
    settings = Settings(index_dir=folder / "index", _env_file=None)
    path = folder / "甲市政府工作报告.txt"
    path.write_text(REPORT, encoding="utf-8")
    with Index.open(settings, encoder=BigramEncoder()) as index:
        for document in load(path, settings):
            index.add(parse_document(document))
        yield Engine(index, settings)


def _last(engine, questions):
    history = []
    for question in questions:
        answer = engine.ask(question, history)
        history.append(Turn(question, answer.text))
    return answer


@pytest.mark.parametrize(
    ("questions", "text"),
    [
        (("甲市2021年新增高新技术企业多少家", "现在总共有多少家了"), "甲市2021年高新技术企业总数为96家[1]。"),
        (
            ("甲市2021年新增高新技术企业多少家", "扣掉新增的，上一年底有多少"),
            "甲市2020年高新技术企业总数约为79家（推算：96家 － 17家）[1]。"
            "依据：甲市2021年新增高新技术企业为17家，高新技术企业总数为96家[1]。",
        ),
        (
            ("甲市2021年市场主体总数多少", "五年前大概有多少"),
            "甲市2016年市场主体总数约为26.57万户（推算：55.8万户 ÷ 2.1倍）[1]。"
            "依据：甲市2021年市场主体总数为55.8万户，是2016年的2.1倍[1]。",
        ),
        (
            ("甲市2021年城镇居民收入多少", "农村呢", "城里是农村的几倍"),
            "约2.26倍（推算：23800元 ÷ 10529元）：甲市2021年城镇居民人均可支配收入为23800元[1]；"
            "甲市2021年农村居民人均可支配收入为10529元[2]。",
        ),
        (
            ("甲市2021年发放住房租赁补贴多少户", "一共多少钱", "合到每一户是多少"),
            "甲市2021年发放住房租赁补贴平均每户约2177.45元（推算：2275万元 ÷ 10448户）[1]。"
            "依据：发放住房租赁补贴为2275万元，发放住房租赁补贴为10448户[1]。",
        ),
    ],
)
def test_a_working_rests_on_what_was_told(spoken, questions, text):
    answer = _last(spoken, questions)
    assert (answer.text, answer.abstained) == (text, False)


@pytest.mark.parametrize(
    "questions",
    [
        ("甲市2021年新增高新技术企业多少家", "上一年新增了多少家"),
        ("甲市2021年市场主体总数多少", "那四年前大概有多少"),
        ("甲市2021年市场主体总数多少", "那学校比五年前多了几所"),
        ("甲市2021年发放住房租赁补贴多少户", "平均每所学校多少钱"),
        ("甲市2021年新建幼儿园多少所", "平均一所花了多少钱"),
        ("甲市2022年社零目标增长多少", "真要是做到了，能有多少亿"),
    ],
)
def test_what_was_told_is_no_answer_where_it_does_not_give_it(spoken, questions):
    assert _last(spoken, questions).abstained


def test_a_stock_stands_right_after_what_was_added_to_it(spoken):
    from rag.answering.lookup import Finder

    material = spoken.material
    reports = tuple(report.id for report in material.reports)
    finder = Finder(material, lambda phrase, ids: {}, reports)
    found = {f.text: stock.text for f in material.figures(reports) if (stock := stock_of(f, finder))}
    assert found["17家"] == "96家"

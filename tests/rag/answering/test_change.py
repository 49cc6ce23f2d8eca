from __future__ import annotations

import pytest

from ingest.load import load_bytes
from ingest.parse import parse_document
from rag.answering.change import change_from_earlier, since
from rag.answering.verify import check
from rag.engine import Engine
from rag.index import Index
from rag.settings import Settings
from tests.rag.fakes import BigramEncoder


def test_the_change_between_two_stated_values(figured):
    found, draft = figured(change_from_earlier, "东平镇热线不满意率今年上半年比去年上半年少了几个百分点？")
    assert found
    assert draft.text.endswith("不满意率为4.6%，去年同期为18.5%，下降13.9个百分点（推算：18.5% － 4.6%）[1]。")
    assert check(draft) == []


@pytest.mark.parametrize(
    ("place", "indicator", "text", "year"),
    [
        ("东平镇", "税收收入", "36.2%", 2022),
        ("淞南镇", "受理12345热线工单", "945件", 2019),
        ("淞南镇", "区级地方财政收入", "7.59%", None),
        ("孙岗镇", "财政收入", "74.5%", None),
        ("东平镇", "税收收入", "14869万元", None),
    ],
)
def test_the_year_that_a_change_is_measured_against(engine, place, indicator, text, year):
    (report,) = [r for r in engine.material.reports if r.place == place]
    figure = next(
        f for f in engine.material.figures([report.id]) if (f.indicator, "".join(f.text.split())) == (indicator, text)
    )
    assert since(figure) == year


@pytest.fixture(scope="module")
def multiplied(tmp_path_factory):
    """An engine over a made-up report that says how many times an earlier amount a later one is."""
    text = (
        "安平市政府工作报告\n2016年1月10日在安平市第四届人民代表大会第五次会议上\n市长 王平\n各位代表：\n"
        "一、“十二五”工作回顾\n2015年地区生产总值是“十一五”期末的1.8倍。研究经费投入比“十一五”末增长5倍。"
        "税收占比75.9%、提高3.7个百分点。规模以上工业企业发展到966家，比上年增加91家。"
        "城镇居民、农村居民人均可支配收入32484元、15868元，分别增长8%、9%。\n"
        "二、2016年工作安排\n2016年地区生产总值增长7%左右。\n"
    )
    settings = Settings(index_dir=tmp_path_factory.mktemp("multiplied") / "index", _env_file=None)
    with Index.open(settings, encoder=BigramEncoder()) as index:
        index.add(parse_document(load_bytes("安平市2016.md", text.encode(), settings)))
        yield Engine(index, settings)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("安平市2015年GDP是2010年的几倍？", "安平市2015年地区生产总值是“十一五”期末的1.8倍[1]。"),
        (
            "安平市2015年规模以上工业企业比2014年增加了多少家？",
            "安平市2015年规模以上工业企业比上年增长91家[1]（规模以上工业企业为966家）。",
        ),
        (
            "安平市2014年规模以上工业企业多少家？",
            "安平市2014年规模以上工业企业为875家（推算：966家 － 91家）[1]。"
            "依据：安平市2015年规模以上工业企业为966家，比上年增加91家[1]。",
        ),
        (
            "安平市2014年税收占比是多少？",
            "安平市2014年税收占比为72.2%（推算：75.9% － 3.7个百分点）[1]。"
            "依据：安平市2015年税收占比为75.9%，增长3.7个百分点[1]。",
        ),
        (
            "安平市2015年城乡居民收入差距是多少？",
            "安平市2015年城镇居民人均可支配收入为32484元[1]，安平市2015年农村居民人均可支配收入为15868元[1]，"
            "前者比后者高16616元（推算：32484元 － 15868元）。",
        ),
        (
            "安平市2015年城乡居民收入比是多少？",
            "约2.05倍（推算：32484元 ÷ 15868元）：安平市2015年城镇居民人均可支配收入为32484元[1]；"
            "安平市2015年农村居民人均可支配收入为15868元[1]。",
        ),
    ],
)
def test_changes_and_multiples_over_years(multiplied, question, text):
    assert multiplied.ask(question).text == text


def test_a_growth_by_so_many_times_is_no_multiple(multiplied):
    assert multiplied.ask("安平市2010年研究经费投入是多少？").abstained

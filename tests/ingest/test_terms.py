import pytest

from ingest.terms import Glossary, is_annex_heading, is_glossary_heading


@pytest.mark.parametrize(
    "line",
    [
        "名词解释", "注 释", "《政府工作报告》名词解释", "附件2：名词解释和说明", "部分用语说明",
        "附：名词解释说明", "名词注释（按报告中出现顺序排列）",
        "政府工作报告有关名词解释", "2、注释", "【名词解释】",
    ],
)  # fmt: skip
def test_glossary_headings(line):
    assert is_glossary_heading(line)


@pytest.mark.parametrize("line", ["名词解释是群众关心的事。", "强化解释说明", "一、2020年工作回顾", "注重绿色发展"])
def test_lines_that_are_no_glossary_heading(line):
    assert not is_glossary_heading(line)


def test_annex_headings():
    assert is_annex_heading("附件1")
    assert is_annex_heading("附件：2023年实事项目清单")
    assert is_annex_heading("附表")
    assert not is_annex_heading("附近居民出行更加方便，环境明显改善。")


def test_entries_with_the_explanation_behind_a_colon():
    texts = ["1.“三资”管理：指资金、资产、资源的管理。", "2.一网统管：城市运行“一网统管”：实时。", "其中包括三个方面。"]
    glossary = Glossary(texts)
    assert [glossary.entry(text) for text in texts] == [("1", 9), ("2", 7), None]


def test_entries_with_the_explanation_below():
    texts = [
        "19.六高五铁",
        "六高：京沪高铁二通道等六条高铁。",
        "五铁：德大铁路等五条铁路。",
        "20.助企驿站",
        "企业反映问题的平台。",
    ]
    glossary = Glossary(texts)
    assert [glossary.entry(text) for text in texts] == [("19", 7), None, None, ("20", 7), None]


def test_entries_without_numbers():
    texts = ["两山：指绿水青山就是金山银山。", "三大抓手：指园区经济、镇域经济、资源经济。"]
    glossary = Glossary(texts)
    assert [glossary.entry(text) for text in texts] == [("", 3), ("", 5)]

from __future__ import annotations

import pytest

from ingest.load import load
from ingest.parse import parse_document
from rag.answering.material import Material
from rag.answering.members import Group, asked_group, members_of
from rag.catalogue import Catalogue
from rag.schema import Aspect, Query
from rag.settings import Settings

TEXT = """# 滨州市政府工作报告

——2018年1月4日在滨州市第十一届人民代表大会第二次会议上

## 一、2017年工作回顾

同步优化政务、法治、产业、城市四大环境。

“六位”惠民实事全面推进。持续解决“岗位”问题，城镇新增就业5.3万人以上。持续解决“学位”问题。

坚持生态优先。做好构筑绿色生态屏障的“加法”。做好资源节约集约利用的“减法”。

统筹推进“三地”建设。建成生态“优质涵养地”、产业“重要承载地”、科技成果“集聚转化地”。

规划建设“一江四港区”。一江指西江，四港区指都杨港区、六都港区、南江口港区、都城港区。

守牢安全底线。事故起数下降21.7%。守好生态底线。空气质量改善。守住稳定底线。

开展“三项行动”：

一是清河行动。

二是净滩行动。

三是护岸行动。

## 二、2018年工作安排

具体工作中，重点抓好“三个聚力”：

（一）聚力新旧动能转换，壮大产业集群。

要围绕高质量发展阶段的新要求，推动产业集群向高端迈进。

（二）聚力乡村振兴，推动农业发展。

要壮大提升粮食加工产业集群，发展农产品精深加工。

（三）聚力城乡建设，打造宜居家园。

要推进水系提升工程，围绕原规划完善提升。
"""


@pytest.fixture(scope="module")
def material(tmp_path_factory):
    folder = tmp_path_factory.mktemp("members")
    (folder / "滨州市2018.md").write_text(TEXT, encoding="utf-8")
    catalogue = Catalogue(folder / "catalogue.sqlite3")
    for document in load(folder / "滨州市2018.md", Settings(_env_file=None)):
        catalogue.store(parse_document(document))
    yield Material(catalogue)
    catalogue.close()


def query(text, aspect=Aspect.LIST):
    return Query(text=text, resolved=text, aspects=(aspect,))


@pytest.mark.parametrize(
    ("question", "group"),
    [
        ("“四尘”同治，是哪四种尘？", Group("四尘", 4, "尘")),
        ("五大优势产业集群都有哪些？", Group("五大优势产业集群", 5, "优势产业集群")),
        ("“七个聚力”都是哪七个？", Group("七个聚力", 7, "聚力")),
        ("规划的“一江四港区”，四个港区分别是哪几个？", Group("一江四港区", 4, "港区")),
        ("“加减乘除”分别做什么？", Group("加减乘除", 4, "")),
        ("“三推”活动都跑了哪些城市？", None),
        ("“三随机”机制用在哪里？", None),
        ("“三大行动”有什么成效？", None),
        ("四家企业上市了吗？", None),
        ("守牢了哪两条底线？", None),
        ("“五个政府”：法治政府、务实政府之外还有哪几个？", Group("五个政府", 5, "政府")),
    ],
)
def test_a_counted_name_is_asked_for_its_members(question, group):
    assert asked_group(query(question)) == group


def test_a_count_and_a_word_make_a_group_without_a_name():
    asked = Query(text="", resolved="守牢了哪三条底线？", aspects=(Aspect.LIST,), indicators=("守牢底线",))
    assert asked_group(asked) == Group("", 3, "底线", about="守牢")


def test_no_members_are_asked_where_a_figure_is():
    assert asked_group(query("“六个年”是哪六个年？", Aspect.VALUE)) is None


@pytest.mark.parametrize(
    ("group", "sentences"),
    [
        (Group("三地", 3, "地"), ["建成生态“优质涵养地”、产业“重要承载地”、科技成果“集聚转化地”。"]),
        (Group("四个港区", 4, "港区"), ["一江指西江，四港区指都杨港区、六都港区、南江口港区、都城港区。"]),
        (Group("三项行动", 3, "行动"), ["一是清河行动。", "二是净滩行动。", "三是护岸行动。"]),
        (
            Group("三个聚力", 3, "聚力"),
            ["聚力新旧动能转换，壮大产业集群。", "聚力乡村振兴，推动农业发展。", "聚力城乡建设，打造宜居家园。"],
        ),
        (Group("加减", 2, ""), ["做好构筑绿色生态屏障的“加法”。", "做好资源节约集约利用的“减法”。"]),
        (Group("", 3, "底线", about="守牢"), ["守牢安全底线。", "守好生态底线。", "守住稳定底线。"]),
        (Group("", 3, "底线", about="突破"), None),
        (Group("六位", 6, "位"), None),
        (Group("五大港区", 5, "港区"), None),
    ],
)
def test_members_are_as_many_as_the_name_counts(material, group, sentences):
    found = members_of(group, material.reports, material)
    assert (found and [s.text for s in found[1]]) == sentences


def test_members_are_spans_of_the_source(material):
    found = members_of(Group("三个聚力", 3, "聚力"), material.reports, material)
    assert found is not None
    report, sentences = found
    assert [material.source(report)[s.start : s.end] for s in sentences] == [s.text for s in sentences]

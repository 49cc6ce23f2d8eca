import pytest

from ingest.places import frequent_place, level_of, parents_of, split_place, stem_of
from rag.schema import Level


@pytest.mark.parametrize(
    ("run", "parts"),
    [
        ("上海市崇明区东平镇", ("上海市", "崇明区", "东平镇")),
        ("浙江省宁波市鄞州区首南街道", ("浙江省", "宁波市", "鄞州区", "首南街道")),
        ("镇江市", ("镇江市",)),
        ("新乡市牧野区", ("新乡市", "牧野区")),
        ("常州市武进区湖塘镇", ("常州市", "武进区", "湖塘镇")),
        ("乐山市市中区", ("乐山市", "市中区")),
        ("恩施土家族苗族自治州来凤县", ("恩施土家族苗族自治州", "来凤县")),
        ("黔东南州", ("黔东南州",)),
        ("景德镇市", ("景德镇市",)),
        ("沙县区", ("沙县区",)),
        ("内蒙古自治区锡林郭勒盟", ("内蒙古自治区", "锡林郭勒盟")),
        ("市", ()),
        ("", ()),
    ],
)
def test_split_place(run, parts):
    assert split_place(run) == parts


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("东平镇", Level.TOWN), ("首南街道", Level.TOWN), ("某某乡", Level.TOWN), ("崇明区", Level.COUNTY),
        ("来凤县", Level.COUNTY),
        ("义乌市", Level.COUNTY), ("宁波市", Level.CITY), ("锡林郭勒盟", Level.CITY), ("上海市", Level.PROVINCE),
        ("四川省", Level.PROVINCE),
        ("某地", Level.UNKNOWN),
    ],
)  # fmt: skip
def test_level_of(name, level):
    assert level_of(name) is level


def test_stems():
    assert [stem_of(name) for name in ("崇明区", "黔东南苗族侗族自治州", "浦东新区", "内蒙古自治区", "沙县")] == [
        "崇明",
        "黔东南",
        "浦东",
        "内蒙古",
        "沙县",
    ]


def test_parents_from_beside_the_name_from_the_table_and_from_the_text():
    assert parents_of("东平镇", ("上海市", "崇明区"), "") == ("上海市", "崇明区", "东平镇")
    assert parents_of("甲乙镇", ("崇明区",), "") == ("上海市", "崇明区", "甲乙镇")
    assert parents_of("南京市", (), "") == ("江苏省", "南京市")
    assert parents_of("黔东南州", (), "")[0] == "贵州省"
    assert parents_of("甲乙镇", (), "在区委领导下，崇明世界级生态岛建设提速，争创上海市文明镇，崇明区第一。") == (
        "上海市",
        "崇明区",
        "甲乙镇",
    )
    assert parents_of("甲乙镇", (), "全镇发展。") == ("甲乙镇",)


def test_one_name_of_several_counties_is_told_apart_by_the_text():
    assert parents_of("朝阳区", (), "首善之区，北京城市副中心。北京冬奥会。") == ("北京市", "朝阳区")
    assert parents_of("朝阳区", (), "长春国际汽车城，吉林全面振兴，长春新区。") == ("吉林省", "长春市", "朝阳区")


def test_frequent_place():
    text = "我代表市人民政府报告工作。全市经济平稳。" + "眉山发展，四川全省第三。" * 10
    assert frequent_place(text) == "眉山市"
    assert frequent_place("全镇发展。" * 3 + "孙岗镇人民政府。孙岗发展，在孙岗镇召开。" * 3) == "孙岗镇"
    assert frequent_place("经济平稳发展。") == ""
    assert frequent_place("全市合作共赢，深化合作，合作发展，对外合作，加强合作，区域合作。") == ""

"""Lists of amounts: each goes to its own member of the list of subjects, with its own unit."""

from __future__ import annotations

import pytest

from ingest.figures import Carry, extract_figures
from rag.schema import Period, Role

YEAR = Period.of_year(2020)


def brief(text: str) -> list[tuple[str, str, str, str]]:
    found = extract_figures(text, role=Role.REVIEW, period=YEAR, place="某市", carry=Carry())
    return [(text[f.start : f.end], f.unit, f.kind.value, f.indicator) for f in found]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "社会消费品零售总额、规模以上工业增加值、全社会固定资产投资分别增长19.1%、10.5%和11.6%，分别居全省第1、第4和第6位。",
            [
                ("19.1%", "%", "change", "社会消费品零售总额"),
                ("10.5%", "%", "change", "规模以上工业增加值"),
                ("11.6%", "%", "change", "全社会固定资产投资"),
                ("第1", "位", "rank", "社会消费品零售总额"),
                ("第4", "位", "rank", "规模以上工业增加值"),
                ("第6位", "位", "rank", "全社会固定资产投资"),
            ],
        ),
        (
            "普惠小微贷款、企业贷款利率降幅分别位居全省第一、第二。",
            [("第一", "位", "rank", "普惠小微贷款利率降幅"), ("第二", "位", "rank", "企业贷款利率降幅")],
        ),
        (
            "工程完成率80.8%，排在3个片区首位。",
            [("80.8%", "%", "achieved", "工程完成率"), ("首位", "位", "rank", "工程完成率")],
        ),
        (
            "企业开办、不动产登记时间分别压缩到3个和5个工作日。",
            [
                ("3个", "个工作日", "achieved", "企业开办时间"),
                ("5个工作日", "个工作日", "achieved", "不动产登记时间"),
            ],
        ),
        (
            "企业开办、不动产登记、社会投资项目施工许可分别控制在3个、4个、50个工作日内。",
            [
                ("3个", "个工作日", "achieved", "企业开办"),
                ("4个", "个工作日", "achieved", "不动产登记"),
                ("50个工作日", "个工作日", "achieved", "社会投资项目施工许可"),
            ],
        ),
        (
            "城乡低保平均保障标准分别提高到每月583元、每年3888元。",
            [("583元", "元", "achieved", "城镇低保平均保障标准"), ("3888元", "元", "achieved", "农村低保平均保障标准")],
        ),
        (
            "“保交楼”“保交房”交付率分别达到100%、96.38%。",
            [("100%", "%", "achieved", "保交楼交付率"), ("96.38%", "%", "achieved", "保交房交付率")],
        ),
        (
            "果菜畜药产值分别达到121亿元、105亿元、120亿元、17亿元。",
            [
                ("121亿元", "亿元", "achieved", "果产值"),
                ("105亿元", "亿元", "achieved", "菜产值"),
                ("120亿元", "亿元", "achieved", "畜产值"),
                ("17亿元", "亿元", "achieved", "药产值"),
            ],
        ),
        (
            "畜禽养殖废弃物资源化利用率、秸秆综合利用率分别达到85%、90%。",
            [("85%", "%", "achieved", "畜禽养殖废弃物资源化利用率"), ("90%", "%", "achieved", "秸秆综合利用率")],
        ),
        (
            "信访批次和人数分别下降7.6%和9.8%。",
            [("7.6%", "%", "change", "信访批次"), ("9.8%", "%", "change", "信访人数")],
        ),
        (
            "社会消费品零售总额、农民人均纯收入两项指标增速分别低于目标2个、1.5个百分点。",
            [
                ("2个", "个百分点", "change", "社会消费品零售总额增速"),
                ("1.5个百分点", "个百分点", "change", "农民人均纯收入增速"),
            ],
        ),
        (
            "先后派出27批1589名医护人员驰援省内外兄弟市。",
            [
                ("27批", "批", "count", "派出医护人员驰援省内外兄弟市"),
                ("1589名", "名", "count", "派出医护人员驰援省内外兄弟市"),
            ],
        ),
        (
            "对32家工贸企业开展安全检查64家次，督促完成隐患整改41项。",
            [
                ("32家", "家", "count", "工贸企业开展安全检查"),
                ("64家次", "家次", "count", "工贸企业开展安全检查"),
                ("41项", "项", "count", "督促完成隐患整改"),
            ],
        ),
    ],
)  # fmt: skip
def test_each_amount_has_its_own_subject(text: str, figures: list[tuple[str, str, str, str]]) -> None:
    assert brief(text) == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "52个内设机构、事业单位、所属企业优化为13个。",
            [("52个", "内设机构、事业单位、所属企业", "原来"), ("13个", "内设机构、事业单位、所属企业", "")],
        ),
        ("原来的52个内设机构精简优化为13个。", [("52个", "内设机构", "原来"), ("13个", "内设机构", "")]),
        ("将原有的28个行政村整合为12个。", [("28个", "行政村", "原来"), ("12个", "行政村", "")]),
        ("把46项审批事项压缩至20项。", [("46项", "审批事项", "原来"), ("20项", "审批事项", "")]),
        (
            "工程项目审批时限由原来的300多个工作日缩减至81个。",
            [("300多个工作日", "工程项目审批时限", "原来"), ("81个", "工程项目审批时限", "")],
        ),
    ],
)
def test_what_is_turned_into_another_number_stood_before(text: str, figures: list[tuple[str, str, str]]) -> None:
    found = extract_figures(text, role=Role.REVIEW, period=YEAR, place="某市", carry=Carry())
    assert [(text[f.start : f.end], f.indicator, f.basis) for f in found] == figures

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.figures import Carry, RawFigure, extract_figures
from rag.schema import FigureKind, Period, Role

HALF = Period(2023 * 12, 2023 * 12 + 5, "2023年上半年")
YEAR = Period.of_year(2020)


def read(text: str, role: Role = Role.REVIEW, period: Period | None = YEAR, **more: Any) -> list[RawFigure]:
    return extract_figures(
        text, role=role, period=period, place=more.get("place", "东平镇"), carry=more.get("carry") or Carry()
    )


def brief(text: str, role: Role = Role.REVIEW, **more: Any) -> list[tuple[str, str, str]]:
    return [(text[f.start : f.end], f.kind.value, f.indicator) for f in read(text, role, **more)]


def test_tax_with_change_and_completion() -> None:
    text = "上半年完成税收收入 14869 万元，同比减少 36.2%，完成年度指标进度的 33.9%。"
    tax, change, completion = read(text, period=HALF)
    assert (tax.indicator, tax.kind, tax.period, tax.head) == ("税收收入", FigureKind.ACHIEVED, HALF, None)
    assert (change.indicator, change.kind, change.direction, change.basis) == (
        "税收收入",
        FigureKind.CHANGE,
        "减",
        "同比",
    )
    assert (completion.indicator, completion.kind, completion.basis) == ("税收收入", FigureKind.COMPLETION, "年度指标")
    assert (change.head, completion.head) == (0, 0)
    assert text[change.clause_start : change.clause_end] == "同比减少 36.2%"


def test_two_subjects_two_values_two_changes() -> None:
    figures = read("城镇、农村居民人均可支配收入30182元、14530元，分别增长8.5%、9%。")
    assert [(f.indicator, str(f.value), f.head) for f in figures] == [
        ("城镇居民人均可支配收入", "30182", None),
        ("农村居民人均可支配收入", "14530", None),
        ("城镇居民人均可支配收入", "8.5", 0),
        ("农村居民人均可支配收入", "9", 1),
    ]


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("第一、二、三产业增加值分别增长3%、4.5%和6%", ["第一产业增加值", "第二产业增加值", "第三产业增加值"]),
        ("城乡低保标准分别提高13.5%、30.5%", ["城镇低保标准", "农村低保标准"]),
        ("金融机构存贷款余额为120亿元、80亿元", ["金融机构存款余额", "金融机构贷款余额"]),
        ("能源、电池及材料、特色轻工产值分别达9亿元、5亿元、6亿元", ["能源产值", "电池及材料产值", "特色轻工产值"]),
        ("煤炭、电力、烟草产值分别达9亿元、5亿元、6亿元", ["煤炭产值", "电力产值", "烟草产值"]),
        ("小学入学率、高中毛入学率分别达99.4%和85%", ["小学入学率", "高中毛入学率"]),
        (
            "新签约产业项目数量和总投资额分别增长27%、64%",
            ["新签约产业项目数量", "新签约产业项目总投资额"],
        ),
        ("新签约、新开工、新竣工亿元项目9个、7个和3个", ["新签约亿元项目", "新开工亿元项目", "新竣工亿元项目"]),
    ],
)
def test_lists_are_paired(text: str, indicators: list[str]) -> None:
    assert [f.indicator for f in read(text)] == indicators


def test_earlier_values_are_not_current_ones() -> None:
    text = "先行联系率为 100%，高于去年同期的 96.3%；不满意率 4.6%，低于去年同期的 18.5%。"
    figures = read(text, period=HALF)
    assert [(f.indicator, f.basis, f.period.label if f.period else "", f.head) for f in figures] == [
        ("先行联系率", "", "2023年上半年", None),
        ("先行联系率", "去年同期", "2022年上半年", 0),
        ("不满意率", "", "2023年上半年", None),
        ("不满意率", "去年同期", "2022年上半年", 2),
    ]


def test_from_one_value_to_another() -> None:
    figures = read("固定资产投资从2015年的379.04亿元增加到2029.73亿元，年均增长39.88%。")
    assert [(f.indicator, f.kind.value, f.basis, f.head) for f in figures] == [
        ("固定资产投资", "achieved", "2015年", None),
        ("固定资产投资", "achieved", "", None),
        ("固定资产投资", "change", "年均", 1),
    ]
    assert figures[0].period == Period.of_year(2015)
    assert figures[1].period == YEAR


def test_grown_to_and_grown_by() -> None:
    to, by, more = read("配套企业增加到20户，产值增长5%，受理工单4528件。")
    assert (to.kind, to.indicator) == (FigureKind.COUNT, "配套企业")
    assert (by.kind, by.indicator, by.direction) == (FigureKind.CHANGE, "配套企业产值", "增")
    assert (more.kind, more.indicator) == (FigureKind.COUNT, "受理工单")


def test_change_in_absolute_terms() -> None:
    calls, more, rate = read("全年受理“12345”热线工单4528件,同比增加945件,结案率99.6%。")
    assert (calls.indicator, calls.kind) == ("受理12345热线工单", FigureKind.COUNT)
    assert (more.indicator, more.kind, more.direction, more.basis, more.head) == (
        calls.indicator, FigureKind.CHANGE, "增", "同比", 0,
    )  # fmt: skip
    assert (rate.indicator, rate.kind, rate.head) == ("12345热线工单结案率", FigureKind.ACHIEVED, None)


@pytest.mark.parametrize(
    ("text", "value", "basis"),
    [
        ("固定资产投资增长-3.8%", "-3.8", ""),
        ("固定资产投资同比-3.8%", "-3.8", "同比"),
        ("固定资产投资同比增长3.8%", "3.8", "同比"),
    ],
)
def test_negative_growth(text: str, value: str, basis: str) -> None:
    (figure,) = read(text)
    assert (figure.kind, figure.indicator, figure.direction) == (FigureKind.CHANGE, "固定资产投资", "增")
    assert (str(figure.value), figure.basis) == (value, basis)


def test_points_against_a_wider_place() -> None:
    one, two, rank = read("居民收入增速高于全省平均1.2个百分点，比上年提高0.3个百分点，居全省第3位。")
    assert (one.kind, one.direction, one.basis, one.base_unit) == (FigureKind.CHANGE, "增", "全省平均", "百分点")
    assert (two.direction, two.basis) == ("增", "上年")
    assert (rank.kind, rank.indicator, rank.basis, str(rank.value)) == (FigureKind.RANK, "居民收入增速", "全省", "3")


def test_share_names_part_and_whole() -> None:
    spent, share = read("全年民生投入约5.67亿元，占一般公共预算支出的比重超过48.7%。")
    assert (spent.indicator, spent.qualifier) == ("民生投入", "约")
    assert (share.kind, share.indicator, share.qualifier, share.head) == (
        FigureKind.SHARE, "民生投入占一般公共预算支出比重", "超过", 0,
    )  # fmt: skip
    (other,) = read("74.7%的公共财政支出用于民生领域")
    assert (other.kind, other.indicator) == (FigureKind.SHARE, "公共财政支出用于民生领域")


def test_more_than_the_budget_is_a_change_against_it() -> None:
    text = "截至10月底，全镇实现财政收入4720万元，超出年初预算74.5%；其中税收1200万元，完成任务量的68.3%。"
    figures = read(text)
    assert [(f.indicator, f.kind.value, f.basis, f.head) for f in figures] == [
        ("财政收入", "achieved", "", None),
        ("财政收入", "change", "年初预算", 0),
        ("税收", "achieved", "", None),
        ("税收", "completion", "任务", 2),
    ]
    assert {f.period.label for f in figures if f.period} == {"截至2020年10月底"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("督促3家重点单位完成VOCS2.0减排核算", [("3家", "督促重点单位完成VOCS2.0减排核算")]),
        ("推荐 3 家企业加入商业联合会", [("3 家", "推荐企业加入商业联合会")]),
        ("安装 148 米防撞护栏", [("148 米", "安装防撞护栏")]),
        ("新增廉租房 4 户、经济适用房 2 户", [("4 户", "新增廉租房"), ("2 户", "新增经济适用房")]),
        (
            "签订安全生产责任书53家、消防安全承诺书132家",
            [("53家", "签订安全生产责任书"), ("132家", "签订消防安全承诺书")],
        ),
        ("建成8个美丽街区、5个街角绿地", [("8个", "建成美丽街区"), ("5个", "建成街角绿地")]),
        ("总投资1亿元的饲料加工厂项目即将开工", [("1亿元", "饲料加工厂项目总投资")]),
        ("推进5项实事工程项目，总投资约1900万元", [("5项", "推进实事工程项目"), ("1900万元", "实事工程项目总投资")]),
        ("建设安置房3.1万套、273万平方米", [("3.1万套", "建设安置房"), ("273万平方米", "建设安置房")]),
        ("就业困难人员 39 人实现就业", [("39 人", "就业困难人员实现就业")]),
        ("规模企业达到3家，注册资金5000万元以上企业45家", [("3家", "规模企业"), ("45家", "注册资金5000万元以上企业")]),
        ("新认定技术中心1个，高新技术企业50家", [("1个", "新认定技术中心"), ("50家", "新认定高新技术企业")]),
    ],
)
def test_indicators_of_counts(text: str, found: list[tuple[str, str]]) -> None:
    assert [(value, indicator) for value, _, indicator in brief(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "完成65岁以上老年人免费健康体检",
        "确保工业24小时用水用电充足",
        "围绕营造产业生态等五个方面开展工作",
        "打造“15分钟社区生活圈”，落实中央八项规定",
        "引进5亿元以上工业项目，连续五年获评先进",
    ],
)
def test_numbers_that_describe_are_no_figures(text: str) -> None:
    assert read(text) == []


def test_targets_by_section_and_by_word() -> None:
    assert [k for _, k, _ in brief("财政收入增长 5%左右，力争引进企业500家", Role.PLAN)] == ["target", "target"]
    assert [k for _, k, _ in brief("拆除违建2500平方米，确保每月巡河率达 100%")] == ["achieved", "target"]
    assert [k for _, k, _ in brief("去年完成税收3亿元，今年力争完成4亿元", Role.PLAN)] == ["achieved", "target"]
    assert [k for _, k, _ in brief("仍按计划完成528套住房建设任务，完成年度目标任务的119%")] == ["count", "completion"]
    (growth,) = read("财政收入增长 5%左右", Role.PLAN)
    assert (growth.indicator, growth.direction, growth.unit, growth.qualifier) == ("财政收入", "增", "%", "左右")


def test_targets_run_on_after_the_colon() -> None:
    text = "今年主要预期目标是：财政收入5500万元；固定资产投资3.5亿元，其中工业投资1.3亿元。"
    assert brief(text, Role.REVIEW) == [
        ("5500万元", "target", "财政收入"),
        ("3.5亿元", "target", "固定资产投资"),
        ("1.3亿元", "target", "工业投资"),
    ]


def test_expected_is_a_qualifier_of_the_reached() -> None:
    (figure,) = read("预计实现区级地方财政收入4.1亿元")
    assert (figure.kind, figure.indicator, figure.qualifier) == (FigureKind.ACHIEVED, "区级地方财政收入", "预计")


def test_same_basis_below_holds_for_the_report() -> None:
    carry = Carry()
    assert read("地区生产总值增长8%（同比，下同）。", carry=carry)[0].basis == "同比"
    carry.new_block()
    assert read("税收增长5%。", carry=carry)[0].basis == "同比"


def test_opening_time_holds_for_the_block() -> None:
    carry = Carry()
    read("在“十三五”期间，经济发展向高质量迈进。", carry=carry)
    (figure,) = read("财政收入年均增长7.59%。", carry=carry)
    assert (figure.period, figure.basis) == (Period(2016 * 12, 2020 * 12 + 11, "“十三五”期间"), "年均")
    carry.new_block()
    assert read("财政收入增长3%。", carry=carry)[0].period == YEAR


def test_last_year_is_read_by_the_report_year() -> None:
    (figure,) = read("去年，完成税收3亿元。", carry=Carry(year=2021))
    assert figure.period == YEAR


def test_other_places() -> None:
    one, two = read("全省经济增长6%，全镇经济增长7.2%")
    assert (one.place, two.place) == ("全省", "东平镇")
    (villages,) = read("宣郢村、黄小店村年集体经济达到50万元以上")
    assert (villages.place, villages.indicator) == ("宣郢村、黄小店村", "宣郢村、黄小店村年集体经济")
    (own,) = read("东平镇“12345”市民服务热线累计受理 382 件")
    assert (own.place, own.indicator) == ("东平镇", "12345市民服务热线累计受理")


def test_topic_of_the_clause_before() -> None:
    low, high = read("社会消费品零售总额增速呈现逐月好转趋势,由最低时的-28.4%提升到-2.4%,高于全区平均水平。")
    assert (low.indicator, str(low.value), low.basis) == ("社会消费品零售总额增速", "-28.4", "最低时")
    assert (high.indicator, str(high.value), high.basis) == ("社会消费品零售总额增速", "-2.4", "")


def test_ranks_that_move() -> None:
    before, after = read("信用监测排名由第227位提升到第49位")
    assert (before.kind, before.basis, after.kind, after.basis) == (FigureKind.RANK, "此前", FigureKind.RANK, "")
    assert (before.indicator, after.indicator) == ("信用监测排名", "信用监测排名")


WORDS = (
    "， 、 。 ； ： % （ ） “ ” 的 从 由 到 至 为 占 比 超 约 近 和 及 达 第 税收收入 14869万元 36.2% 3.5 两个 "
    "同比增长 分别 完成年度目标的 城镇、农村居民收入 新增 力争 去年同期 2023年 上半年 “十三五”期间 个百分点 占比 "
    "家 企业 位居 第3位 翻一番 总投资 以上"
)
PIECES = st.lists(st.sampled_from(WORDS.split()), max_size=30).map("".join)


@settings(max_examples=200)
@given(PIECES | st.text(max_size=80), st.sampled_from(Role), st.sampled_from(["", "东平镇", "乐山市"]))
def test_any_text_gives_sound_figures(text: str, role: Role, place: str) -> None:
    figures = read(text, role, place=place, carry=Carry(year=2021))
    for index, figure in enumerate(figures):
        assert 0 <= figure.clause_start <= figure.start < figure.end <= len(text)
        assert figure.end <= figure.clause_end <= len(text)
        assert figure.head is None or figure.head < index or figures[figure.head].kind
    assert all(a.end <= b.start for a, b in itertools.pairwise(figures))


def test_marks_passed_keep_the_subject() -> None:
    text = "全市地区生产总值增长6.7%，高于全国、全省平均水平，站上3000亿元台阶、达3014.4亿元。"
    assert [(f.indicator, str(f.value), f.qualifier) for f in read(text)] == [
        ("地区生产总值", "6.7", ""),
        ("地区生产总值", "3000", "超过"),
        ("地区生产总值", "3014.4", ""),
    ]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("财政收入首次突破千亿元大关，达1012.3亿元。", [("财政收入", "突破"), ("财政收入", "")]),
        ("财政收入连跨两个百亿元台阶，超过300亿元。", [("财政收入", "超过")]),
        ("财政收入跨入500亿元门槛、达512亿元。", [("财政收入", "超过"), ("财政收入", "")]),
        (
            "财政收入连续跨越2亿元、3亿元两个台阶，去年达到3.2亿元。",
            [("财政收入", "超过"), ("财政收入", "超过"), ("财政收入", "")],
        ),
        ("水稻产业链迈上五百亿台阶。", []),
    ],
)
def test_marks_and_steps(text: str, figures: list[tuple[str, str]]) -> None:
    assert [(f.indicator, f.qualifier) for f in read(text)] == figures


def test_one_subject_two_shares() -> None:
    text = "工业投资占全社会固定资产投资比重36%、提升8个百分点，占全省工业投资比重6.2%、提升1.1个百分点。"
    whole, part = "工业投资占全社会固定资产投资比重", "工业投资占全省工业投资比重"
    assert [(f.indicator, f.head) for f in read(text)] == [(whole, None), (whole, 0), (part, None), (part, 2)]


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("新签约项目175个、合同金额1117亿元。", ["新签约项目", "新签约项目合同金额"]),
        (
            "受理12345热线工单5320件，解决率98.5%，满意率97.2%。",
            ["受理12345热线工单", "12345热线工单解决率", "12345热线工单满意率"],
        ),
        ("安装充电桩1200个，安装率100%。", ["安装充电桩", "充电桩安装率"]),
        (
            "完成老旧小区改造23个，面积45万平方米，覆盖对象1.2万人。",
            ["老旧小区改造", "老旧小区改造面积", "老旧小区改造覆盖对象"],
        ),
        ("粮食播种面积286万亩、产量19亿斤，增速均居全市第3位。", ["粮食播种面积", "粮食产量", "粮食产量增速"]),
        ("高新技术产业快速发展，产值年均增长30%。", ["高新技术产业产值"]),
        ("经济稳中向好，税收12亿元。", ["税收"]),
        ("实施重点项目902个，完成投资1422亿元，竣工419个。", ["实施重点项目", "重点项目投资", "竣工重点项目"]),
        ("开工保障性住房28套，基本建成15套。", ["开工保障性住房", "建成保障性住房"]),
        ("新增100亿元企业1户、50亿元企业2户。", ["新增100亿元企业", "新增50亿元企业"]),
        ("培育产值100亿元的园区2个、50亿元的3个。", ["培育产值100亿元的园区", "产值50亿元的园区"]),
        ("储备10个30亿级产业项目。", ["储备30亿级产业项目"]),
        ("投资2.67亿元改善农田水利设施。", ["改善农田水利设施投资"]),
        ("投资2.6亿元治理河道13处。", ["治理河道投资", "治理河道"]),
        ("完成投资12亿元，增长5%。", ["投资", "投资"]),
        ("新能源产业，重点引育龙头企业，推进全链条发展，年产值超过300亿元。", ["新能源产业年产值"]),
        (
            "新增经济林3万亩、食用菌2万吨、药材1万亩、蔬菜4万亩，肉蛋奶产量分别达到5万吨、1万吨和2万吨。",
            ["新增经济林", "新增食用菌", "新增药材", "新增蔬菜", "肉产量", "蛋产量", "奶产量"],
        ),
        ("旅游接待人数和收入分别增长5%和10%。", ["旅游接待人数", "旅游收入"]),
        ("粮食面积和产量分别达到20万亩、10万吨。", ["粮食面积", "粮食产量"]),
        ("新认定5个省级、8个市级农业产业强镇。", ["新认定省级农业产业强镇", "新认定市级农业产业强镇"]),
        ("引进产业项目3个，新增就业2000人。", ["引进产业项目", "新增就业"]),
        ("新增规模工业企业103家、总数达到897家。", ["新增规模工业企业", "规模工业企业总数"]),
        ("压减行政许可事项160项，精简46.1%。", ["压减行政许可事项", "压减行政许可事项"]),
        ("沿公路两侧50米，建成绿色长廊26公里。", ["建成绿色长廊"]),
        ("加快推进危旧房棚户区改造，确保开工78套、基本建成19套。", ["开工危旧房棚户区改造", "建成危旧房棚户区改造"]),
        ("新签约、新开工、新竣工项目分别达到50、20和10个。", ["新签约项目", "新开工项目", "新竣工项目"]),
        ("国家和省级龙头企业分别达到8家和105家。", ["国家龙头企业", "省级龙头企业"]),
        ("新建农村公路320公里，总投资5.6亿元，完成率98%。", ["新建农村公路", "农村公路总投资", "农村公路完成率"]),
        ("森林面积100万亩，税收3亿元。", ["森林面积", "税收"]),
        ("我市连续六次获得全国无偿献血先进市。", ["获得全国无偿献血先进市"]),
        ("贫困村集体收入增长51%，全部达到5万元以上。", ["贫困村集体收入", "贫困村集体收入"]),
        ("财政收入22.8亿元，可比增长4%。", ["财政收入", "财政收入"]),
        ("沿线国家投资和贸易占比分别达80%和35%。", ["沿线国家投资占比", "贸易占比"]),
        ("国家级合作社19家、自治区级34家。", ["国家级合作社", "自治区级合作社"]),
        ("粮食播种面积稳定在800万亩、总产310万吨。", ["粮食播种面积", "粮食总产"]),
        ("接待游客、实现旅游收入分别是“十一五”的3.6倍、4.3倍。", ["接待游客", "旅游收入"]),
        ("24．新建市区公园17个。", ["新建市区公园"]),
        (
            "19个保交楼项目1.06万套住房交付，50个保交房项目交付9147套。",
            ["保交楼项目", "保交楼项目住房交付", "保交房项目", "保交房项目交付"],
        ),
        ("开发区经营收入达到2000亿元、税收突破100亿元。", ["开发区经营收入", "开发区税收"]),
        ("货物吞吐量达到2.95亿吨，增幅在全省长江港口中排名第一。", ["货物吞吐量", "货物吞吐量增幅"]),
        ("②完成医疗救助27万人次；④加装电梯300台。", ["医疗救助", "加装电梯"]),
        (
            "市民热线累计受理82件，按时办结率100%，回访件数65件，先行联系率98%；解决率92%；不满意率4%。",
            [
                "市民热线累计受理",
                "市民热线按时办结率",
                "回访件数",
                "市民热线先行联系率",
                "市民热线解决率",
                "市民热线不满意率",
            ],
        ),
        ("接待举报案件5件，办结率、回复率达100%。", ["接待举报案件", "举报案件办结率、回复率"]),
        ("新增绿色认证产品41个，达到192个。", ["新增绿色认证产品", "绿色认证产品"]),
        ("空气质量优良率88%，在全省6个重点监控城市中排名第一。", ["空气质量优良率", "空气质量优良率"]),
        ("存贷款余额超1.1万亿元，保持全省地级市第1位。", ["存贷款余额", "存贷款余额"]),
        ("实施总投资4550亿元的重大项目714个。", ["重大项目总投资", "重大项目"]),
    ],
)
def test_general_names_carry_their_thing(text: str, indicators: list[str]) -> None:
    assert [f.indicator for f in read(text)] == indicators


def test_points_against_two_scopes() -> None:
    text = "工业化率为12.9%，较全省、全国分别低12.5、24.9个百分点。"
    assert [(f.indicator, f.direction, f.basis, f.head) for f in read(text)] == [
        ("工业化率", "", "", None),
        ("工业化率", "减", "全省", 0),
        ("工业化率", "减", "全国", 0),
    ]


def test_years_that_run_on_and_single_years_among_them() -> None:
    carry = Carry(year=2024)
    opening = "8年来，我们坚持创新驱动，新增市场主体20万户。"
    (count,) = read(opening, period=Period.of_year(2023), carry=carry)
    yearly = read(
        "全市生产总值20059亿元、增长5.6%，工业投资首破千亿、工业用地300公顷。", period=Period.of_year(2023), carry=carry
    )
    mean = read("财政收入年均增长7.59%。", period=Period.of_year(2023), carry=carry)
    assert count.period and count.period.label == "2016-2023年"
    assert [(f.indicator, f.period and f.period.label) for f in yearly] == [
        ("生产总值", "2023年"),
        ("生产总值", "2023年"),
        ("工业用地", "2023年"),
    ]
    assert [(f.basis, f.period and f.period.label) for f in mean] == [("年均", "2016-2023年")]


def test_a_year_among_the_years_of_a_term_runs_on() -> None:
    carry, term = Carry(year=2022), Period(2017 * 12, 2021 * 12 + 11, "2017-2021年")
    for text, label in (
        ("新建公路120公里。", "2017-2021年"),
        ("2021年，财政收入20亿元。", "2021年"),
        ("税收15亿元。", "2021年"),
    ):
        assert [f.period and f.period.label for f in read(text, period=term, carry=carry)] == [label]
    carry.new_block()
    (again,) = read("培训1200人。", period=term, carry=carry)
    assert again.period == term


def test_rank_from_and_to_share_the_subject() -> None:
    text = "修复信用6000余件，全市信用监测排名从年初第97位上升至第31位。"
    assert [(f.indicator, f.basis, f.head) for f in read(text)] == [
        ("修复信用", "", None),
        ("信用监测排名", "年初", None),
        ("信用监测排名", "", None),
    ]


def test_a_month_holds_for_its_clause_only() -> None:
    labels = [f.period and f.period.label for f in read("6月，建成学校3所，培训教师50名。")]
    assert labels == ["2020年6月", "2020年6月"]
    (relief,) = read("企业全面复产，4月起用电量由负转正，新增减税183万元。")
    assert relief.period == YEAR


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("宣郢村、黄小店村发展稻虾养殖1200亩。", "宣郢村、黄小店村"),
        ("解放村、胡堡村等6个村被评为重点村。", "东平镇"),
        ("关心关爱镇域内713名独居老人。", "东平镇"),
        ("调配镇村干部120人。", "东平镇"),
        ("做大青县产业规模30亿元。", "东平镇"),
        ("按照七届区委要求，培训干部120人。", "东平镇"),
    ],
)
def test_places_are_no_verbs(text: str, place: str) -> None:
    assert [f.place for f in read(text)] == [place]


@pytest.mark.parametrize(
    ("text", "indicator", "direction"),
    [
        ("压减一般性支出9.7%。", "一般性支出", "减"),
        ("脱贫人口人均增收26.7%。", "脱贫人口人均增收", "增"),
        ("基本养老金月人均增加182元。", "基本养老金月人均", "增"),
    ],
)
def test_changes_with_the_verb_first_or_in_the_noun(text: str, indicator: str, direction: str) -> None:
    (figure,) = read(text)
    assert (figure.kind, figure.indicator, figure.direction) == (FigureKind.CHANGE, indicator, direction)

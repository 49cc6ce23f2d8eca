"""What numbers are called: names on real clauses that once swallowed what stands around them."""

from __future__ import annotations

import pytest

from ingest.figures import Carry, RawFigure, extract_figures
from rag.schema import FigureKind, Period, Role


def read(text: str, role: Role = Role.REVIEW) -> list[RawFigure]:
    return extract_figures(text, role=role, period=Period.of_year(2021), place="某市", carry=Carry(year=2022))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("30家企业纳入全省“千户外贸企业培育工程”。", ["企业纳入全省千户外贸企业培育工程"]),
        ("12人获评全省道德模范。", ["获评全省道德模范"]),
        ("13条纳入国省考核的河流断面全部达标", ["纳入国省考核的河流断面全部达标"]),
        ("设立了总规模4.4亿元的“百川汇达”生物医药产业投资基金。", ["百川汇达生物医药产业投资基金总规模"]),
        ("累计为市场主体减免税费、租金等59.63亿元", ["市场主体减免税费"]),
        ("推动城镇低保标准提高5%", ["城镇低保标准"]),
        ("提高医保“特药”报销比例10个百分点。", ["医保特药报销比例"]),
        ("压缩7%的“三公”经费用于改善民生。", ["三公经费"]),
        ("加大“三争”力度，争取资金增长15%以上。", ["三争资金"]),
        ("企业和项目贷款分别新增70.2亿元、15.6亿元。", ["新增企业贷款", "新增项目贷款"]),
        ("深、浅层地下水位分别同比回升5.39米和1.48米。", ["深层地下水位", "浅层地下水位"]),
        ("旅游接待人数2925万人次、收入371.6亿元", ["旅游接待人数", "旅游收入"]),
        ("高速公路通车里程达281公里、在建338公里。", ["高速公路通车里程", "在建高速公路"]),
        ("集中区销售收入实现翻番、突破200亿元", ["集中区销售收入"]),
        ("储备库投资额动态保持在2.5万亿元以上。", ["储备库投资额"]),
        ("固定资产投资保持稳定增长、力争达到3%", ["固定资产投资"]),
        ("10个省、市级现代农业示范园区", ["省、市级现代农业示范园区"]),
        ("累计在手百亿元以上产业项目超过20个", ["在手百亿元以上产业项目"]),
        ("5个省级扶贫开发工作重点县落实帮扶项目271项", ["省级扶贫开发工作重点县", "落实帮扶项目"]),
        ("建成运营日处理能力800吨的生活垃圾焚烧发电厂", ["生活垃圾焚烧发电厂日处理能力"]),
        ("2023年动态调整后全镇共有建档立卡贫困户758户,1686人", ["建档立卡贫困户", "建档立卡贫困户"]),
        (
            "天水智能制造产业园一期、浩瀚钢构年产5万吨钢结构、成纪药业医用口罩生产线等项目建成投产。",
            ["浩瀚钢构年产钢结构"],
        ),
        ("推动稀土资源保护性开发、高质化利用、规范化管理，年内产值达到1000亿元以上", ["稀土资源产值"]),
        ("对焚烧的违法行为坚决给予查处,今年以来共处罚81户5.98万元。", ["处罚焚烧的违法行为", "处罚焚烧的违法行为"]),
        ("将75%的财力用于民生领域", ["财力用于民生领域"]),
        ("三一风电、益海嘉里等50户企业产值超亿元", ["三一风电、益海嘉里等企业产值超亿元"]),
        ("粮食产量达到111.4亿斤；增产9.52亿斤", ["粮食产量", "粮食产量"]),
        ("规上工业企业预计达到340户以上，增加值年均增长5.1%", ["规上工业企业", "规上工业企业增加值"]),
        ("约翰迪尔等4户企业进入省高端装备行列", ["约翰迪尔等企业进入省高端装备行列"]),
        ("举办各类招聘会3 0 0多场次", ["举办各类招聘会"]),
        ("4个省重大产业项目投资超序时109个百分点", ["省重大产业项目", "省重大产业项目投资"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert [f.indicator for f in read(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "按照省委十一届三次、四次、五次、六次全会，落实自治区九届十三次全委会议精神",
        "村集体经济经营性收入超10万元以上的行政村实现全覆盖。",
        "城乡二元结构仍较明显，三元生物成功上市",
        "落实教育惠民政策，提前两年实现“双高普九”全覆盖",
        "提高中心城市首位度，实施首位产业增强工程",
        "重点培植销售超10亿元企业",
        "30户以上自然村寨通硬化路",
    ],
)
def test_names_with_numbers_are_no_figures(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        ("水环境质量全国排名前列、保持全省第1。", [("水环境质量", "第1", "全省")]),
        (
            "空军飞行学员输送人数西部第一、全国前三",
            [("空军飞行学员输送人数", "第一", "西部"), ("空军飞行学员输送人数", "前三", "全国")],
        ),
        ("粮食单产水平居全省首位", [("粮食单产水平", "首位", "全省")]),
        ("12345市民热线服务水平名列全国地级市30强，居东北地区首位。", [("12345市民热线服务水平", "首位", "东北地区")]),
    ],
)
def test_ranks_of_regions(text: str, ranks: list[tuple[str, str, str]]) -> None:
    found = [f for f in read(text) if f.kind is FigureKind.RANK]
    assert [(f.indicator, text[f.start : f.end], f.basis) for f in found] == ranks


def test_places_moved_up_are_a_change_of_the_ranking() -> None:
    growth, rank, moved = read("全年GDP增长3.7%，列全省第6位，前移3个位次")
    assert (moved.kind, moved.indicator, moved.direction, moved.unit) == (FigureKind.CHANGE, "GDP排名", "增", "个位次")
    assert (growth.kind, growth.indicator) == (FigureKind.CHANGE, "GDP")
    assert (rank.kind, rank.indicator) == (FigureKind.RANK, "GDP")
    (named, risen) = read("涪城排名全国百强区第63位、较上年上升5位。")
    assert (named.indicator, risen.indicator, risen.kind) == (
        "涪城全国百强区排名",
        "涪城全国百强区排名",
        FigureKind.CHANGE,
    )


def test_a_kept_growth_is_a_change() -> None:
    (growth,) = read("招商引资到位资金保持30%以上增长")
    assert (growth.kind, growth.indicator, growth.direction) == (FigureKind.CHANGE, "招商引资到位资金", "增")
    (level,) = read("森林覆盖率保持在80%以上")
    assert (level.kind, level.direction) == (FigureKind.ACHIEVED, "")


def test_what_comes_first_in_mind_is_no_rank() -> None:
    assert read("始终把讲政治摆在第一位，把群众利益放在第一位") == []

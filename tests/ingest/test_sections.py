import pytest

from ingest.clean import clean
from ingest.headings import find_headings, paragraphs_of
from ingest.metadata import body_start
from ingest.sections import build_outline
from rag.schema import Role

BODY = "全镇上下团结一心、顽强拼搏，认真落实各项决策部署，完成了全年目标任务，群众满意度不断提升。"


def outline(source, year=2023, default=None, mid_year=False):
    mapped = clean(source)
    paragraphs = paragraphs_of(mapped.text, mapped.offsets, source)
    headings = find_headings(paragraphs, body_start(paragraphs))
    return build_outline(paragraphs, headings, year, default, mid_year=mid_year), paragraphs


def tree(source, **options):
    return [(node.level, node.heading, node.role.value) for node in outline(source, **options)[0].nodes]


def test_numbered_forms_nest():
    source = (
        f"一、2022年工作回顾\n{BODY}\n（一）经济。{BODY}\n1.工业。{BODY}\n2.农业。{BODY}\n（二）民生。{BODY}\n"
        f"二、2023年工作安排\n(一)经济。{BODY}"
    )
    assert tree(source) == [
        (1, "一、2022年工作回顾", "review"),
        (2, "（一）经济", "review"),
        (3, "1.工业", "review"),
        (3, "2.农业", "review"),
        (2, "（二）民生", "review"),
        (1, "二、2023年工作安排", "plan"),
        (2, "(一)经济", "plan"),
    ]


def test_numbering_that_restarts_under_bare_titles():
    source = (
        f"{BODY}\n**2022年工作回顾**\n{BODY}\n一、经济。{BODY}\n二、民生。{BODY}\n**2023年工作安排**\n{BODY}\n"
        f"一、经济。{BODY}\n二、民生。{BODY}"
    )
    assert tree(source)[1:] == [
        (1, "2022年工作回顾", "review"),
        (2, "一、经济", "review"),
        (2, "二、民生", "review"),
        (1, "2023年工作安排", "plan"),
        (2, "一、经济", "plan"),
        (2, "二、民生", "plan"),
    ]


def test_numbering_that_restarts_inside_itself_is_one_level_deeper():
    source = (
        f"一、2022年工作回顾\n{BODY}\n二、2023年工作安排\n{BODY}\n一、聚焦产业。{BODY}\n二、聚焦开放。{BODY}\n"
        f"三、聚焦民生。{BODY}\n四、聚焦治理。{BODY}\n三、全面加强政府自身建设\n{BODY}"
    )
    assert [(level, heading) for level, heading, _ in tree(source)] == [
        (1, "一、2022年工作回顾"),
        (1, "二、2023年工作安排"),
        (2, "一、聚焦产业"),
        (2, "二、聚焦开放"),
        (2, "三、聚焦民生"),
        (2, "四、聚焦治理"),
        (1, "三、全面加强政府自身建设"),
    ]


def test_an_inner_bare_title_does_not_leave_its_part():
    source = f"2022年工作回顾\n{BODY}\n我们致力做大产业\n{BODY}\n我们致力改善民生\n{BODY}\n2023年工作安排\n{BODY}"
    assert [(level, heading) for level, heading, _ in tree(source)] == [
        (1, "2022年工作回顾"),
        (2, "我们致力做大产业"),
        (2, "我们致力改善民生"),
        (1, "2023年工作安排"),
    ]


def test_a_title_on_two_lines_nests():
    source = f"{BODY}\n**决胜全面小康**\n\n**开启新征程**\n\n{BODY}"
    assert [(node.level, node.path) for node in outline(source)[0].nodes][1:] == [
        (1, ("决胜全面小康",)),
        (2, ("决胜全面小康", "开启新征程")),
    ]


def test_thanks_and_problems_leave_the_inner_section_and_the_close_leaves_all():
    source = (
        f"一、2022年工作回顾\n（一）经济。{BODY}\n各位代表，成绩来之不易，向大家表示感谢！\n我们也清醒地认识到，还存在不少困难和问题。\n"
        f"二、2023年工作安排\n（一）经济。{BODY}\n各位代表！让我们锐意进取，作出新的更大贡献！"
    )
    found, paragraphs = outline(source)
    owners = [
        (paragraphs[i].text[:6], found.nodes[found.owner[i]].heading, found.roles[i].value)
        for i in range(len(paragraphs))
    ]
    assert owners == [
        ("一、2022", "一、2022年工作回顾", "review"),
        ("（一）经济。", "（一）经济", "review"),
        ("各位代表，成", "一、2022年工作回顾", "review"),
        ("我们也清醒地", "一、2022年工作回顾", "review"),
        ("二、2023", "二、2023年工作安排", "plan"),
        ("（一）经济。", "（一）经济", "plan"),
        ("各位代表！让", "", "other"),
    ]


def test_glossary_and_annex_are_parts_of_their_own():
    source = (
        f"一、2023年工作安排\n{BODY}\n附件1\n2023年民生实事\n一、新建学校。{BODY}\n名词解释\n"
        f"1.“三资”管理：指资金、资产、资源的管理。\n2.一网统管：指城市运行的统一管理。"
    )
    assert [(level, heading, role) for level, heading, role in tree(source) if role in ("annex", "glossary")] == [
        (1, "附件1", "annex"),
        (2, "2023年民生实事", "annex"),
        (3, "一、新建学校", "annex"),
        (1, "名词解释", "glossary"),
        (2, "1.“三资”管理", "glossary"),
        (2, "2.一网统管", "glossary"),
    ]


def test_parts_without_a_telling_heading_are_told_by_their_words():
    done = "累计完成投资19亿元，同比增长9%，荣获全国文明村，群众满意度明显提升，顺利通过验收。"
    to_do = "力争完成投资20亿元，鼓励企业创新，确保年内开工，进一步完善制度，着力打造品牌。"
    source = (
        f"一、产业发展迈上新台阶\n{done}\n二、城乡面貌得到改善\n{done}\n三、聚力产业强市\n{to_do}\n"
        f"四、聚力民生福祉\n{to_do}"
    )
    assert [role for _, _, role in tree(source)] == ["review", "review", "plan", "plan"]


def test_a_list_of_work_points_is_a_plan_throughout():
    source = f"{BODY}\n一、产业发展迈上新台阶\n{BODY}"
    assert {role for _, _, role in tree(source, default=Role.PLAN)} == {"plan"}


@pytest.mark.parametrize("source", ["", "一行字", "一、", "（一）\n（二）"])
def test_scraps(source):
    if clean(source).text:
        found, paragraphs = outline(source)
        assert len(found.owner) == len(paragraphs)
    else:
        assert source == ""

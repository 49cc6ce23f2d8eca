from __future__ import annotations

import pytest

from rag.answering.sentences import answer_in_sentences
from rag.answering.verify import check
from rag.retrieval import Retriever


@pytest.fixture
def hits(engine):
    retriever = Retriever(engine.index)

    def search(query, reports):
        return retriever.search(query, [r.id for r in reports], k=20)

    return search


@pytest.mark.parametrize(
    ("question", "kind", "text"),
    [
        (
            "北蔡有三个实事项目为什么没按时做？",
            "fact",
            "北蔡镇2023年：2023年镇十大实事工程推进有序,但受疫情、业委会换届等因素影响,其中,60周岁以上户籍老年人健康体检、"
            "非机动车停车库综合改造、小区技防升级改造等三个民生实事项目暂缓实施或调整。[1]",
        ),
        (
            "淞南报告里“1+3+N”是指什么？",
            "definition",
            "淞南镇2020年：依托“1+3+N”网格化系统,形成基层综合执法和联勤联动新机制。[1]",
        ),
        (
            "留庄镇被农业农村部认定成什么示范镇？",
            "fact",
            "留庄镇2023年：2023年被国家农业农村部确定为第十批全国“一村一品”示范镇。[1]",
        ),
    ],
)
def test_a_fact_is_given_in_the_sentence_that_states_it(asking, hits, question, kind, text):
    query, reports, draft = asking(question)
    assert answer_in_sentences(query, hits(query, reports), draft)
    assert (draft.kind, draft.text, len(draft.citations)) == (kind, text, 1)
    assert check(draft) == []


def test_an_open_question_is_given_the_points_of_its_section(asking, hits):
    query, reports, draft = asking("东平镇下半年打算怎么招商？")
    assert answer_in_sentences(query, hits(query, reports), draft)
    opening, *points = draft.text.split("\n")
    assert opening == "东平镇2023年下半年（计划），报告提到："
    assert "1. 不断扩大招商引资“朋友圈”" in draft.text.replace("2. 不断", "1. 不断")
    assert len(points) == len(draft.citations)
    assert {c.section[-1] for c in draft.citations} == {"多点发力提升招商质量"}
    assert [c.start for c in draft.citations] == sorted(c.start for c in draft.citations)
    assert check(draft) == []


def test_nothing_supports_an_answer(asking, hits):
    query, reports, draft = asking("东平镇镇长喜欢什么颜色的汽车？")
    assert not answer_in_sentences(query, hits(query, reports), draft, figure_asked=True)
    assert (draft.text, draft.citations) == ("", [])


def test_without_passages_there_is_no_answer(asking):
    query, _, draft = asking("东平镇下半年打算怎么招商？")
    assert not answer_in_sentences(query, [], draft)


def test_shortcomings_are_given_point_by_point(asking, hits):
    query, reports, draft = asking("孙岗镇报告里讲了哪些困难和问题？")
    assert answer_in_sentences(query, hits(query, reports), draft)
    assert draft.text == (
        "孙岗镇2023年，报告提到：\n"
        "1. 镇域经济发展不快、不足,“三农”领域短板较多,农业生产附加值不高,农产品品牌不强;[1]\n"
        "2. 村级集体经济发展不平衡;[2]\n"
        "3. 社会治理水平不高,公共服务保障水平与群众期盼仍有一定差距,少数党员干部进取精神和担当意识有待进一步提升等。[3]"
    )
    assert check(draft) == []


def test_all_main_tasks_are_given_as_their_headings(asking, hits):
    query, reports, draft = asking("孙岗镇2023年重点工作有哪些？")
    assert answer_in_sentences(query, hits(query, reports), draft)
    assert draft.text.split("\n")[:3] == [
        "孙岗镇2023年（计划），报告提到：",
        "1. 在经济发展上取得更大进步。[1]",
        "2. 在城乡建设上谋求更多突破。[2]",
    ]
    assert check(draft) == []


def test_a_target_may_be_given_in_words(asking, hits):
    query, reports, draft = asking("新海镇城镇登记失业人数的控制目标？")
    assert answer_in_sentences(query, hits(query, reports), draft, figure_asked=True)
    assert draft.text.endswith("确保城镇登记失业人数控制在区下达的指标以内。[1]")
    assert check(draft) == []


def test_a_term_that_nobody_explains_is_only_quoted_and_it_is_said(asking, hits):
    query, reports, draft = asking("淞南报告里“1+3+N”是指什么？")
    assert answer_in_sentences(query, hits(query, reports), draft)
    assert draft.notes == ["报告没有解释“1+3+N”，这是提到它的地方。"]


def test_of_a_term_that_no_report_uses_nothing_is_said(asking, hits):
    query, reports, draft = asking("淞南报告里“7+9+Z”是指什么？")
    assert not answer_in_sentences(query, hits(query, reports), draft)


def test_a_plan_against_something_does_not_say_that_there_was_none(asking, hits):
    query, reports, draft = asking("新海镇新增违建还有吗？")
    assert answer_in_sentences(query, hits(query, reports), draft)
    assert draft.text == (
        "新海镇2019年（计划）：加强源头管控、拆后管理、集中利用,持续高压治理违法用地、违法建筑,加快推进存量无证拆违和"
        "集建区外建设用地减量化,不断巩固无违建街镇创建成果。[1]"
    )
    assert check(draft) == []

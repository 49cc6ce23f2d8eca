from __future__ import annotations

import pytest

from rag.answering.goals import worded_goal
from rag.answering.verify import check


def test_a_target_set_in_words_is_given_in_its_sentence(asking):
    query, reports, draft = asking("新海镇城镇登记失业人数的控制目标？")
    assert worded_goal(query, reports, draft)
    assert draft.text == (
        "新海镇2019年（计划）：把稳定就业放在更加突出位置,积极落实区镇两级新一轮促进就业扶持政策,鼓励创业带动就业,"
        "确保城镇登记失业人数控制在区下达的指标以内。[1]"
    )
    assert check(draft) == []


@pytest.mark.parametrize(
    "question", ["新海镇固定资产投资目标是多少", "新海镇登记失业人数是多少", "东平镇航天发射目标是多少"]
)
def test_other_targets_and_other_questions_are_left_to_others(asking, question):
    query, reports, draft = asking(question)
    assert not worded_goal(query, reports, draft)
    assert draft.text == ""

from __future__ import annotations

import pytest

from rag.answering.totals import total_of_parts
from rag.answering.verify import check


def test_as_many_amounts_of_a_sentence_as_the_question_counts(figured):
    found, draft = figured(total_of_parts, "东平镇上半年拆除的两类违建合计多少平方米？")
    assert (found, draft.kind, draft.text) == (
        True,
        "computation",
        "合计13500平方米（推算：2500平方米 ＋ 11000平方米）："
        "东平镇2023年上半年拆除数据库外存量违法建筑为2500平方米[1]；东平镇2023年上半年数据库内拆除及销项为11000平方米[1]。",
    )
    assert check(draft) == []


@pytest.mark.parametrize(
    "question",
    [
        "东平镇上半年拆除的三类违建合计多少平方米？",
        "孙岗镇两项固定资产投资合计多少？",
        "东平镇违建合计多少平方米？",
        "东平镇两类粮食合计多少吨？",
        "孙岗镇四项民生工程投资合计多少？",
    ],
)
def test_other_amounts_are_not_added(figured, question):
    found, draft = figured(total_of_parts, question)
    assert (found, draft.text) == (False, "")

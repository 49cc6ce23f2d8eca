import pytest

from ingest.titles import title_length, titled_among

REST = "完善相关细则，确保对注册企业服务到位，精准扶持，搭建企业交流平台，扩大招商引资影响力。"


@pytest.mark.parametrize(
    "title",
    [
        "招商力度持续加大。",
        "全力筑牢民生“保障线”。",
        "精准发力,助推文明创建。",
        "——经济运行稳中有进。",
        "二是必须坚持系统观念。",
        "战疫情、扶企业、稳经济。",
    ],
)
def test_titles(title):
    assert title_length(title + REST) == len(title)


@pytest.mark.parametrize(
    "sentence",
    [
        "发展是最大的实事。", "打铁必须自身硬。", "过去一年极不平凡。", "各位代表！", "全年新建学校3家。",
        "2023年完成投资19亿元。",
        "新使命呼唤新担当，新征程需要新作为。", "一年来，我们主要做了以下工作。", "人不负青山，青山定不负人。",
        "我们一手抓疫情防控。",
    ],
)  # fmt: skip
def test_sentences_that_are_no_titles(sentence):
    assert title_length(sentence + REST) == 0


def test_a_title_needs_text_behind_it():
    assert title_length("招商力度持续加大。") == 0
    assert title_length("招商力度持续加大。税收增长。") == 0


def test_a_title_followed_by_we_will_is_a_saying():
    assert (
        title_length("思危方能居安。我们也清醒地认识到，全市经济社会发展仍存在一些问题和不足，动能转换还不坚实。") == 0
    )


def test_a_title_needs_neighbours_with_titles():
    titled, plain = f"招商力度持续加大。{REST}", f"全镇深入推进各项工作，{REST}"
    assert titled_among([titled, titled, plain]) == [9, 9, 0]
    assert titled_among([titled, plain]) == [0, 0]
    assert titled_among([titled, titled, plain, plain, plain]) == [0] * 5
    assert titled_among([]) == []

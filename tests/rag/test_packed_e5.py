from __future__ import annotations

import numpy as np
import pytest

from rag.packed_e5 import PackedModel
from tests.rag import packed


def test_everything_written_is_read_back(tmp_path):
    exact = packed.write(tmp_path / "tiny.bin")
    model = PackedModel(tmp_path / "tiny.bin")
    assert (model.hidden, model.layers, model.heads, model.intermediate) == (32, 1, 2, 64)
    assert (model.embeddings, model.positions, model.types, model.epsilon) == (12, 512, 2, pytest.approx(1e-12))
    assert model.pieces == list(zip(packed.PIECES, packed.SCORES, strict=True))
    assert (model.bos, model.eos, model.pad, model.unk) == (0, 2, 1, 3)
    assert model.normalisation == {"１": "1", "\n": " ", "\u200b": ""}
    assert list(model.tensors) == list(exact)
    for name, values in exact.items():
        assert np.array_equal(np.concatenate(list(model.weights(name))), values.ravel()), name


@pytest.mark.parametrize("keep", [0, 3, 8, 60, 300, 2000, -1])
def test_a_file_cut_short_is_refused(tmp_path, keep):
    packed.write(tmp_path / "tiny.bin")
    whole = (tmp_path / "tiny.bin").read_bytes()
    (tmp_path / "cut.bin").write_bytes(whole[:keep])
    with pytest.raises(ValueError, match="cut short"):
        PackedModel(tmp_path / "cut.bin")


def test_another_format_is_refused(tmp_path):
    (tmp_path / "other.bin").write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ValueError, match=r"other\.bin is not a weight file"):
        PackedModel(tmp_path / "other.bin")

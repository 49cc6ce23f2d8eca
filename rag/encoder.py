"""The sentence encoder: texts in, unit vectors out, by any sentence-transformers model on this machine."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from rag.bundled_model import MODEL_NAME, bundled_model
from rag.errors import EncoderUnavailable
from rag.schema import Progress, content_id
from rag.settings import Settings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

__all__ = ["Encoder"]

_CACHED_QUERIES = 1024
_BATCH_CHARACTERS = 3000
"""Long texts go in smaller batches: on a CPU 8 × 220 tokens encode a third faster than 32 × 220 (measured)."""
_WORTH_PROBING = 64
"""Passages from which on timing the number types pays."""
_FASTER = 0.8
"""bfloat16 is taken when it needs less than this part of float32's time."""
_PROBE_TEXT = "全年实现地区生产总值稳步增长，一般公共预算收入完成年度目标，居民人均可支配收入持续提高。" * 3
_SAMPLES, _SAMPLE_BYTES = 64, 1 << 16
_MODEL_FILES = {".json", ".safetensors", ".bin", ".txt", ".model"}


class Encoder:
    """Encodes questions and passages; safe to use from several threads.

    Vectors are float32 rows of length 1, whatever number type the model computes in; questions are always computed
    in float32, passages in the type that this processor handles best. `fingerprint` stands for the model's weights
    and its two prompts: vectors of encoders with different fingerprints must not be compared.
    """

    def __init__(
        self, model: SentenceTransformer, *, name: str, revision: str, settings: Settings, memo: Path | None = None
    ) -> None:
        prompts = model.prompts or {}
        self._model = model
        self._query_prompt = _first(settings.query_prompt, prompts.get("query"))
        self._passage_prompt = _first(settings.passage_prompt, prompts.get("document"), prompts.get("passage"))
        self._dtype: str = settings.encoder_dtype
        self._batch_size = settings.batch_size
        self._memo = memo
        self._passages = 0
        self._lock = threading.Lock()
        self._cache_lock = threading.Lock()
        self._cache: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self.name = name
        self.fingerprint = content_id(name, revision, self._query_prompt, self._passage_prompt)
        self.dimension = int(model.get_embedding_dimension() or len(self._compute(["长度"], "", reduced=False)[0]))

    @classmethod
    def load(cls, settings: Settings, progress: Progress | None = None) -> Encoder:
        """Load the model that the settings name; the default one is made first where it is missing.

        A model hub is asked only when `settings.encoder` is a name that is no folder and not on this machine yet.

        Raises:
            EncoderUnavailable: when the model cannot be found, read or made; the message says what to do.
        """
        folder = Path(settings.encoder).expanduser() if settings.encoder else bundled_model(settings, progress)
        memo = settings.models_dir / "dtype.json"
        if folder.is_dir():
            name = folder.resolve().name if settings.encoder else MODEL_NAME
            return cls(_from_folder(folder), name=name, revision=_revision(folder), settings=settings, memo=memo)
        if settings.encoder.startswith((".", "/", "~")):
            raise EncoderUnavailable(f"向量模型文件夹不存在：{folder}（来自设置 REPORTQA_ENCODER）")
        model = _from_hub(settings.encoder)
        transformer: Any = model[0]
        revision = str(getattr(transformer.model.config, "_commit_hash", None) or "")
        return cls(model, name=settings.encoder, revision=revision, settings=settings, memo=memo)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row per question, shape (len(texts), dimension); recent questions come from a cache."""
        with self._cache_lock:
            rows = {text: self._cache[text] for text in texts if text in self._cache}
        missing = [text for text in dict.fromkeys(texts) if text not in rows]
        rows |= zip(missing, self._encode(missing, self._query_prompt, reduced=False), strict=True)
        with self._cache_lock:
            for text in texts:
                self._cache[text] = rows[text]
                self._cache.move_to_end(text)
            while len(self._cache) > _CACHED_QUERIES:
                self._cache.popitem(last=False)
        return np.stack([rows[text] for text in texts]) if texts else self._encode([], "", reduced=False)

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        """Return one row per passage, shape (len(texts), dimension), in the order given."""
        return self._encode(texts, self._passage_prompt, reduced=self._reduced(len(texts)), progress=progress)

    def _encode(
        self, texts: Sequence[str], prompt: str, *, reduced: bool, progress: Progress | None = None
    ) -> NDArray[np.float32]:
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        done = 0
        for rows in _batches([len(text) for text in texts], self._batch_size):
            vectors[rows] = self._compute([texts[row] for row in rows], prompt, reduced=reduced)
            done += len(rows)
            if progress:
                progress(done, len(texts), "计算文段向量")
        return vectors

    def _compute(self, texts: list[str], prompt: str, *, reduced: bool) -> NDArray[np.float32]:
        import torch  # noqa: PLC0415 - slow to import; only encoding needs it

        # One at a time: tokenizers forbid concurrent use, and the matrix products use all cores anyway.
        with self._lock, torch.autocast(self._model.device.type, torch.bfloat16, enabled=reduced):
            vectors = self._model.encode(
                texts, prompt=prompt, batch_size=len(texts), show_progress_bar=False, normalize_embeddings=True
            )
        return np.asarray(vectors, dtype=np.float32)

    def _reduced(self, count: int) -> bool:
        """Tell whether to compute passages in bfloat16; times both types once per processor and model."""
        self._passages += count
        if self._dtype == "auto" and self._passages >= _WORTH_PROBING:
            self._dtype = self._remembered() or self._probe()
        return self._dtype == "bfloat16"

    def _probe(self) -> str:
        seconds = {}
        for dtype in ("float32", "bfloat16"):
            times = []
            for _ in range(3):
                start = time.perf_counter()
                self._compute([_PROBE_TEXT] * 4, self._passage_prompt, reduced=dtype == "bfloat16")
                times.append(time.perf_counter() - start)
            seconds[dtype] = min(times)
        choice = "bfloat16" if seconds["bfloat16"] < _FASTER * seconds["float32"] else "float32"
        self._remember(choice)
        return choice

    def _memo_key(self) -> str:
        import torch  # noqa: PLC0415 - see _compute

        return content_id(self.fingerprint, torch.__version__, torch.get_num_threads(), _processor())

    def _remembered(self) -> str:
        try:
            choice = json.loads(self._memo.read_text("utf-8"))[self._memo_key()] if self._memo else ""
        except (OSError, ValueError, KeyError, TypeError):
            return ""
        return choice if choice in ("float32", "bfloat16") else ""

    def _remember(self, choice: str) -> None:
        """Keep the choice beside the models; without a writable folder it is simply made again next time."""
        if self._memo is None:
            return
        draft = self._memo.with_suffix(f".{os.getpid()}.tmp")
        try:
            self._memo.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(json.dumps({self._memo_key(): choice}), "utf-8")
            draft.replace(self._memo)
        except OSError:
            draft.unlink(missing_ok=True)


def _first(*prompts: str | None) -> str:
    return next((prompt for prompt in prompts if prompt is not None), "")


def _batches(lengths: Sequence[int], batch_size: int) -> Iterator[list[int]]:
    """Yield row numbers in batches of similar length, the longest first, within the size and the character budget."""
    order = sorted(range(len(lengths)), key=lambda row: lengths[row], reverse=True)
    start = 0
    while start < len(order):
        longest = max(lengths[order[start]], 1)
        size = max(1, min(batch_size, _BATCH_CHARACTERS // longest))
        yield order[start : start + size]
        start += size


def _processor() -> str:
    """Return the processor's name as the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        return next(line for line in lines if line.startswith(("model name", "CPU part")))
    except (OSError, StopIteration):
        return platform.processor()


def _revision(folder: Path) -> str:
    """Return a hash of a model folder's contents; of a large file its size and 64 evenly spaced samples."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in _MODEL_FILES and path.name != "built.json" and path.is_file():
            size = path.stat().st_size
            digest.update(f"{path.relative_to(folder).as_posix()}\0{size}\0".encode())
            step = max(size // _SAMPLES, _SAMPLE_BYTES)
            with path.open("rb") as file:
                for start in range(0, size, step):
                    file.seek(start)
                    digest.update(file.read(_SAMPLE_BYTES))
    return digest.hexdigest()


@contextmanager
def _quiet_loading() -> Iterator[None]:
    """Keep transformers from drawing its own progress bars while a model loads."""
    import transformers  # noqa: PLC0415 - slow to import

    logging: Any = transformers.utils.logging
    drawn = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        if drawn:
            logging.enable_progress_bar()


def _transformer(name: str, **options: Any) -> SentenceTransformer:
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - slow to import

    with _quiet_loading():
        return SentenceTransformer(name, model_kwargs={"dtype": "float32"}, **options)


def _from_folder(folder: Path) -> SentenceTransformer:
    try:
        return _transformer(str(folder), local_files_only=True)
    except (OSError, ValueError, KeyError) as error:
        raise EncoderUnavailable(f"无法读取向量模型文件夹 {folder}：{error}") from error


def _from_hub(name: str) -> SentenceTransformer:
    """Load a model by its hub name, from this machine's cache where it is there."""
    try:
        return _transformer(name, local_files_only=True)
    except (OSError, ValueError, KeyError):
        pass
    try:
        return _transformer(name)
    except (OSError, ValueError, KeyError) as error:
        raise EncoderUnavailable(
            f"无法取得向量模型 {name}（设置 REPORTQA_ENCODER）：本机没有，也无法从模型站下载。"
            "请检查名称和网络，或改用本地文件夹；不设此项则使用随包提供的模型。"
        ) from error

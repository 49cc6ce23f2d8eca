"""Every setting of the program, read from the environment (prefix `REPORTQA_`) and from `.env`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

__all__ = ["ROOT", "Settings", "get_settings"]

ROOT = Path(__file__).resolve().parent.parent
"""The folder that holds `data/`."""


class Settings(BaseSettings):
    """All settings; a name in capitals with the prefix is its environment variable, e.g. `REPORTQA_PORT`."""

    model_config = SettingsConfigDict(env_prefix="REPORTQA_", env_file=".env", extra="ignore")

    reports_dir: Path = Field(ROOT / "data" / "reports", description="启动时自动收入的报告文件夹")
    index_dir: Path = Field(ROOT / "data" / "index", description="索引（目录库与向量库）所在文件夹")
    models_dir: Path = Field(ROOT / "data" / "models", description="自动生成的默认向量模型所在文件夹")
    encoder: str = Field("", description="sentence-transformers 模型名或文件夹；空 = 随包提供的 multilingual-e5-small")
    encoder_dtype: Literal["auto", "float32", "bfloat16"] = Field(
        "auto", description="向量模型的数值类型；auto = 实测选择"
    )
    query_prompt: str | None = Field(None, description="自选模型的问题前缀；不填 = 用模型自带的设置")
    passage_prompt: str | None = Field(None, description="自选模型的文段前缀；不填 = 用模型自带的设置")
    batch_size: int = Field(32, ge=1, le=1024, description="每批编码的文段数")
    passage_tokens: int = Field(300, ge=50, le=4000, description="每个文段的上限（cl100k_base 词元数）")
    chroma_url: str = Field("", description="Chroma 服务器地址，如 http://localhost:8000；空 = 内嵌")
    ocr: bool = Field(True, description="扫描件 PDF 是否识别（需安装 rapidocr）")
    max_file_mb: int = Field(100, ge=1, description="单个文件的上限（MB）")
    host: str = Field("127.0.0.1", description="网页绑定的地址")
    port: int = Field(7860, ge=0, le=65535, description="网页端口；0 = 任选空闲端口")
    llm: str = Field("", description="语言模型，如 deepseek:deepseek-chat、openai:qwen-plus；空 = 不用")
    llm_base_url: str = Field("", description="OpenAI 兼容服务的地址")
    llm_api_key: SecretStr | None = Field(None, description="语言模型的密钥；不填 = 用该厂商自己的环境变量")
    llm_timeout: float = Field(30.0, gt=0, description="等待语言模型的秒数上限")
    llm_price_in: float = Field(0.0, ge=0, description="语言模型输入的价格（元/百万词元）；0 = 不算费用")
    llm_price_out: float = Field(0.0, ge=0, description="语言模型输出的价格（元/百万词元）")
    llm_max_tokens: int = Field(800, ge=16, description="语言模型回答的词元上限")


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """Return the settings of this process, read once."""
    return Settings()

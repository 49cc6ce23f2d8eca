"""Dataclasses to JSON text and back, without loss: tuples, enums, decimals and nested dataclasses included."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar

__all__ = ["from_json", "to_json"]

T = TypeVar("T")


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"cannot store {type(value).__name__}")


def to_json(record: Any) -> str:
    """Return a dataclass instance as JSON: an object of its fields, decimals as text, tuples as arrays."""
    values = {field.name: getattr(record, field.name) for field in dataclasses.fields(record)}
    return json.dumps({name: _nested(value) for name, value in values.items()}, ensure_ascii=False, default=_plain)


def _nested(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _nested(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_nested(item) for item in value]
    return value


def from_json(kind: type[T], text: str) -> T:
    """Return the instance of the dataclass `kind` that `to_json` wrote; absent fields take their defaults."""
    return typing.cast(T, _reader(typing.cast(Any, kind))(json.loads(text)))


@lru_cache(maxsize=256)
def _reader(hint: Any) -> Callable[[Any], Any]:
    """Return what turns JSON's form of a type back into it."""
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _record_reader(hint)
    if isinstance(hint, type) and (issubclass(hint, Enum) or hint is Decimal):
        return hint
    origin = typing.get_origin(hint)
    if origin is tuple:
        item = _reader(typing.get_args(hint)[0])
        return lambda value: tuple(map(item, value))
    if origin in (types.UnionType, typing.Union):
        inner = _reader(next(part for part in typing.get_args(hint) if part is not type(None)))
        return lambda value: None if value is None else inner(value)
    return lambda value: value


def _record_reader(kind: type) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in dataclasses.fields(kind)}
    return lambda value: kind(**{name: readers[name](part) for name, part in value.items() if name in readers})

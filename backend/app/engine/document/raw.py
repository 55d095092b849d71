"""A document's source as plain values: JSON or YAML by its content, or values given as they are.

Whatever is wrong with it is a DocumentError. Texts come out clean, numbers exact (flow-language.md 2).
"""

from decimal import Decimal
from math import isfinite
from typing import Any, cast

from ..limits import LIMITS
from ..text import clean_text
from ..values import clean, encode
from .errors import DocumentError, DocumentFault
from .json_source import looks_like_json, read_json
from .yaml_source import read_yaml

MOST_MEGABYTES = 10
_MOST = MOST_MEGABYTES * 1024 * 1024
type Path = tuple[str | int, ...]


def read_source(source: Any) -> Any:
    """Values from bytes, text, or values that a caller has read already."""
    if isinstance(source, bytes | bytearray):
        return _checked(_read_text(_decoded(bytes(source))))
    if isinstance(source, str):
        _check_size(len(source))
        return _checked(_read_text(source))
    # Through JSON, so that 10.0 is the same number wherever a document comes from.
    return read_json(encode(_checked(source)).decode())


def _check_size(size: int) -> None:
    if size > _MOST:
        raise _fault("document:too_large", most=MOST_MEGABYTES)


def _decoded(source: bytes) -> str:
    _check_size(len(source))
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        raise _fault("document:encoding") from broken


def _read_text(text: str) -> Any:
    text = clean_text(text.removeprefix("\ufeff"))
    _check_size(len(text.encode()))
    return read_json(text) if looks_like_json(text) else read_yaml(text)


def _checked(values: Any) -> Any:
    if not _is_fit(values):
        raise DocumentError(_unfit(values))
    return clean(values)


def _is_fit(values: Any) -> bool:
    """The same as `_unfit` finding nothing, without telling where."""
    level: list[Any] = [values]
    for _ in range(LIMITS.value_depth + 1):
        inner: list[Any] = []
        for part in level:
            kind = cast("Any", type(part))
            if kind is dict:
                if not all(type(key) is str for key in part):
                    return False
                inner.extend(part.values())
            elif kind is list:
                inner.extend(part)
            elif kind is not str and _unfit_scalar(part) is not None:
                return False
        if not inner:
            return True
        level = inner
    return False


def _unfit(values: Any) -> list[DocumentFault]:
    """What is no JSON value, and what is nested too deep; level by level, so that no depth can hurt."""
    level: list[tuple[Path, Any]] = [((), values)]
    faults: list[DocumentFault] = []
    for _ in range(LIMITS.value_depth + 1):
        inner: list[tuple[Path, Any]] = []
        for path, part in level:
            if len(faults) >= LIMITS.faults:
                return faults
            kind = cast("Any", type(part))
            if kind is dict:
                inner += [((*path, key), value) for key, value in cast("dict[Any, Any]", part).items()]
                faults += [_unfit_key(path) for key in cast("dict[Any, Any]", part) if type(key) is not str]
            elif kind is list:
                inner += [((*path, place), value) for place, value in enumerate(cast("list[Any]", part))]
            elif (code := _unfit_scalar(part)) is not None:
                faults.append(DocumentFault(code=code, path=dotted(path)))
        if not inner:
            return faults
        level = inner
    raise _fault("document:too_deep", most=LIMITS.value_depth)


def _unfit_key(path: Path) -> DocumentFault:
    return DocumentFault(code="document:not_json", path=dotted(path))


def _unfit_scalar(part: Any) -> str | None:
    if part is None or type(part) in {str, int, bool}:
        return None
    if type(part) is float:
        return None if isfinite(part) else "document:number"
    if type(part) is Decimal:
        return None if part.is_finite() else "document:number"
    return "document:not_json"


def dotted(path: Path) -> str:
    """`steps.2.groups.0.on`."""
    return ".".join(map(str, path))


def _fault(code: str, **detail: Any) -> DocumentError:
    return DocumentError([DocumentFault(code=code, detail=detail)])

"""SVG pictures from anybody, made harmless: written anew from what is known to be a drawing.

What is not on the lists is left out with all that is in it: scripts, styles, links, foreign content, copies
(`use` would multiply), anything that names another place. What is no plain XML is refused as a whole: a
document type (entities are made of one), another encoding than UTF-8, too much of anything.
"""

import re
from collections.abc import Mapping
from xml.parsers.expat import ExpatError, ParserCreate
from xml.sax.saxutils import escape, quoteattr

LARGEST = 64 * 1024  # bytes
MOST_ELEMENTS = 500
DEEPEST = 16
_NAMESPACE = "http://www.w3.org/2000/svg"
_BETWEEN = "|"  # the namespace and the name, as expat joins them

_FILL = {"fill", "fill-opacity", "fill-rule", "color", "opacity", "clip-path", "clip-rule", "transform"}
_LINE = {"width", "opacity", "linecap", "linejoin", "miterlimit", "dasharray", "dashoffset"}
_DRAWN = frozenset({"id", "stroke", *_FILL, *(f"stroke-{name}" for name in _LINE)})
_GRADIENT = frozenset({"id", "gradientUnits", "gradientTransform", "spreadMethod", "x1", "y1", "x2", "y2"})

ELEMENTS: Mapping[str, frozenset[str]] = {
    "svg": _DRAWN | {"viewBox", "width", "height", "preserveAspectRatio"},
    "g": _DRAWN,
    "path": _DRAWN | {"d"},
    "rect": _DRAWN | {"x", "y", "width", "height", "rx", "ry"},
    "circle": _DRAWN | {"cx", "cy", "r"},
    "ellipse": _DRAWN | {"cx", "cy", "rx", "ry"},
    "line": _DRAWN | {"x1", "y1", "x2", "y2"},
    "polyline": _DRAWN | {"points"},
    "polygon": _DRAWN | {"points"},
    "defs": frozenset(),
    "clipPath": frozenset({"id", "clipPathUnits"}),
    "linearGradient": _GRADIENT,
    "radialGradient": _GRADIENT | {"cx", "cy", "r", "fx", "fy"},
    "stop": frozenset({"offset", "stop-color", "stop-opacity"}),
    "title": frozenset(),
    "desc": frozenset(),
}
_WITH_TEXT = frozenset({"title", "desc"})
_plain = re.compile(r"[A-Za-z0-9\s#%.,()+_-]*", re.ASCII).fullmatch
_own_part = re.compile(r"url\(#[A-Za-z0-9_-]{1,64}\)").fullmatch


class UnsafeSvg(ValueError):
    """It is no picture that can be made harmless; the message says why, without a word of it."""


def clean_svg(source: bytes) -> bytes:
    """The drawing in it and nothing else; UnsafeSvg where it is none. Cleaning it again changes nothing."""
    if len(source) > LARGEST:
        raise UnsafeSvg(f"an icon has at most {LARGEST // 1024} KB")
    drawing = _Drawing()
    parser = ParserCreate(namespace_separator=_BETWEEN)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.EntityDeclHandler = _refuse_doctype
    parser.StartElementHandler = drawing.begin
    parser.EndElementHandler = drawing.end
    parser.CharacterDataHandler = drawing.text
    try:
        # A text is read as UTF-8, whatever it says of itself.
        parser.Parse(source.decode(), True)
    except (ExpatError, UnicodeDecodeError) as fault:
        raise UnsafeSvg("it is not XML in UTF-8") from fault
    return drawing.written()


def _refuse_doctype(*_: object) -> None:
    raise UnsafeSvg("it has a document type")


class _Drawing:
    """What has been let through so far. `dropped`: how deep we are inside something that is left out."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._open: list[str] = []
        self._dropped = 0
        self._elements = 0

    def begin(self, name: str, given: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > MOST_ELEMENTS or len(self._open) + self._dropped >= DEEPEST:
            raise UnsafeSvg("it has too many parts")
        namespace, _, local = name.rpartition(_BETWEEN)
        is_known = namespace == _NAMESPACE and local in ELEMENTS
        if not self._open and (not is_known or local != "svg"):
            raise UnsafeSvg("it is no SVG")
        if self._dropped or not is_known or (self._open and local == "svg"):
            self._dropped += 1
            return
        self._parts.append(f"<{local}{self._attributes(local, given)}>")
        self._open.append(local)

    def end(self, _: str) -> None:
        if self._dropped:
            self._dropped -= 1
        else:
            self._parts.append(f"</{self._open.pop()}>")

    def text(self, text: str) -> None:
        if not self._dropped and self._open and self._open[-1] in _WITH_TEXT:
            self._parts.append(escape(text))

    def written(self) -> bytes:
        return "".join(self._parts).encode()

    def _attributes(self, name: str, given: dict[str, str]) -> str:
        known = ELEMENTS[name]
        kept = [(key, value) for key, value in given.items() if key in known and _is_harmless(value)]
        shown = "".join(f" {key}={quoteattr(value)}" for key, value in kept)
        return shown if self._open else f' xmlns="{_NAMESPACE}"{shown}'


def _is_harmless(value: str) -> bool:
    """Numbers, names, colours, paths and transforms; of addresses only parts of the same picture."""
    if "url" in value.lower():
        return _own_part(value.strip()) is not None
    return _plain(value) is not None

"""Icons come out as drawings, whatever was hidden in them."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kit.icons import Icon, shelf_of
from app.kit.svg import DEEPEST, ELEMENTS, LARGEST, MOST_ELEMENTS, UnsafeSvg, clean_svg

NS = "http://www.w3.org/2000/svg"
CIRCLE = '<circle cx="12" cy="12" r="9"></circle>'


def svg(inside: str = "", **attributes: str) -> bytes:
    shown = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f'<svg xmlns="{NS}" xmlns:xlink="http://www.w3.org/1999/xlink"{shown}>{inside}</svg>'.encode()


def test_a_drawing_stays_as_it_is():
    drawn = (
        f'<svg xmlns="{NS}" viewBox="0 0 24 24" fill="none" stroke="#4263eb" stroke-width="1.5">'
        '<title>Ask &amp; check</title><defs><linearGradient id="g" gradientTransform="rotate(45)">'
        '<stop offset="10%" stop-color="rgb(1,2,3)"></stop></linearGradient></defs>'
        '<path d="M4 6h16v10H9l-5 4z" fill="url(#g)" transform="translate(-1.5e1 2)"></path></svg>'
    )

    assert clean_svg(drawn.encode()).decode() == drawn


HOSTILE = [
    "<script>alert(1)</script>",
    '<script href="https://evil.example/x.js"/>',
    '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
    '<g onload="alert(1)" onclick="alert(1)"/>',
    '<a href="javascript:alert(1)"><text>click</text></a>',
    '<image href="https://evil.example/track.png"/>',
    '<image xlink:href="data:image/svg+xml;base64,AAAA"/>',
    '<use href="https://evil.example/x.svg#a"/>',
    '<use xlink:href="#a"/>',
    "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'><iframe src='https://evil.example'/></body>"
    "</foreignObject>",
    "<style>@import url(https://evil.example/x.css);</style>",
    '<rect style="background:url(https://evil.example)"/>',
    '<rect fill="url(https://evil.example/p.svg#a)"/>',
    '<rect fill="URL(//evil.example#a)"/>',
    '<rect fill="u\\72l(https://evil.example)"/>',
    '<rect fill="url(#a) url(https://evil.example)"/>',
    '<rect clip-path="url( data:image/svg+xml,evil )"/>',
    '<set attributeName="href" to="javascript:alert(1)"/>',
    '<animate attributeName="href" values="javascript:alert(1)"/>',
    '<handler xmlns="http://www.w3.org/2001/xml-events">alert(1)</handler>',
    '<svg onload="alert(1)"><circle r="1"/></svg>',
    '<filter id="f"><feImage href="https://evil.example"/></filter>',
    '<linearGradient id="g" href="https://evil.example#g" xlink:href="#g"/>',
    '<rect id="a&quot; onload=&quot;alert(1)"/>',
    "<title><script>alert(1)</script></title>",
    "<title>&lt;script&gt;alert(1)&lt;/script&gt;</title>",
    "<!-- <script>alert(1)</script> --><?xml-stylesheet href='https://evil.example/x.css'?>",
    "<![CDATA[<script>alert(1)</script>]]>",
    '<g xml:base="https://evil.example/"/>',
    '<metadata>evil.example</metadata><view id="evil.example"/>',
]


@pytest.mark.parametrize("hidden", HOSTILE)
def test_nothing_that_acts_or_calls_out_comes_through_and_the_drawing_does(hidden):
    cleaned = clean_svg(svg(hidden + CIRCLE, onload="alert(1)", style="x")).decode()

    assert CIRCLE in cleaned
    bare = re.sub(r"<title>.*?</title>", "", cleaned.replace(NS, ""))
    for word in ("script", "alert", "evil", "href", "style", "on", "data:", "http", "import", "&"):
        assert not re.search(rf"\b{word}", bare), (word, cleaned)
    assert ET.fromstring(cleaned).tag == f"{{{NS}}}svg"  # noqa: S314 - it is what we wrote
    assert clean_svg(cleaned.encode()).decode() == cleaned


BOMB = '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
REFUSED = {
    "a bomb of entities": BOMB.encode() + svg("<title>&b;</title>"),
    "an entity from a file": b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg("&x;"),
    "a document type from elsewhere": b'<!DOCTYPE svg PUBLIC "x" "http://evil.example/x.dtd">' + svg(),
    "an entity nobody declared": svg("<title>&nbsp;</title>"),
    "another root": b"<html/>",
    "a root of another kind": b"<svg><circle/></svg>",
    "a root that is no svg": f'<g xmlns="{NS}"/>'.encode(),
    "another encoding": svg().decode().encode("utf-16"),
    "a name of another encoding": b'<?xml version="1.0" encoding="utf-7"?>' + b"+ADw-svg/>",
    "no XML": b"\x89PNG",
    "nothing": b"",
    "half of one": svg()[:-3],
    "two roots": svg() + svg(),
    "a large one": svg("<title>" + "x" * LARGEST + "</title>"),
    "a deep one": svg("<g>" * DEEPEST + "</g>" * DEEPEST),
    "a deep one of unknown parts": svg("<x>" * DEEPEST + "</x>" * DEEPEST),
    "many parts": svg("<g/>" * MOST_ELEMENTS),
    "many unknown parts": svg("<x/>" * MOST_ELEMENTS),
}


@pytest.mark.parametrize("source", REFUSED.values(), ids=REFUSED)
def test_what_is_no_plain_picture_is_refused_as_a_whole(source):
    with pytest.raises(UnsafeSvg):
        clean_svg(source)


_names = st.sampled_from([*ELEMENTS, "script", "use", "image", "a", "foreignObject", "style", "set"])
_keys = st.sampled_from(["id", "d", "fill", "href", "onload", "style", "xlink:href", "clip-path"])
_values = st.text(alphabet="url(#a)/:;'javscript<>& \n\"", max_size=12) | st.just("url(#a)")


def _element(children):
    return st.builds(
        lambda name, key, value, inside: (
            f"<{name} {key}={ET.tostring(ET.Element('x', a=value)).decode()[5:-3].strip()}>"
            f"{''.join(inside)}</{name}>"
        ),
        _names,
        _keys,
        _values,
        st.lists(children, max_size=3),
    )


@given(st.recursive(st.just(""), _element, max_leaves=8))
def test_whatever_goes_in_only_what_is_listed_comes_out(inside):
    cleaned = clean_svg(svg(inside))

    for element in ET.fromstring(cleaned).iter():  # noqa: S314 - it is what we wrote
        name = element.tag.removeprefix(f"{{{NS}}}")
        assert name in ELEMENTS
        assert ELEMENTS[name].issuperset(element.attrib)
        for value in element.attrib.values():
            assert "url" not in value or value.strip() == "url(#a)"
            assert ":" not in value
    assert clean_svg(cleaned) == cleaned


def test_another_picture_has_another_address_and_the_same_one_the_same():
    one, two = (Icon("preset-x", svg(CIRCLE, width=width).decode()) for width in ("1", "2"))

    assert one.address == Icon("preset-x", one.source).address != two.address
    assert shelf_of([one, two]) == {one.file: one.content, two.file: two.content}

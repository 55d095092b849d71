"""Names of files, as hostile as clients make them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.media.names import LONGEST, clean_name, disposition


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("price list.pdf", "price list.pdf"),
        ("прайс-лист.pdf", "прайс-лист.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\photo.png", "photo.png"),
        ("/", "file"),
        ("", "file"),
        (None, "file"),
        ("...", "file"),
        ("a\r\nSet-Cookie: x=1", "aSet-Cookie: x=1"),
        ("a\0b.png", "ab.png"),
        ("\u202egnp.exe", "gnp.exe"),
        ("a\u2028b", "ab"),
        ("\ud800x", "x"),
        ("😀.png", "😀.png"),
        ("x" * 500 + ".png", "x" * (LONGEST - 4) + ".png"),
        ("x." + "y" * 500, ("x." + "y" * 500)[:LONGEST]),
    ],
)
def test_a_name_is_the_last_part_of_a_path_without_what_cannot_be_seen(given_name, kept):
    assert clean_name(given_name) == kept


@given(st.text())
def test_any_name_fits_into_a_header_of_one_line(name):
    header = disposition(clean_name(name), shown=False)

    assert header.isascii()
    assert header.isprintable()
    assert header.startswith('attachment; filename="')
    assert header.count('"') == 2
    assert "/" not in clean_name(name)
    assert 1 <= len(clean_name(name)) <= LONGEST


def test_both_forms_of_the_name_are_told():
    assert disposition('Ж "q".png', shown=True) == (
        "inline; filename=\"_ _q_.png\"; filename*=UTF-8''%D0%96%20%22q%22.png"
    )

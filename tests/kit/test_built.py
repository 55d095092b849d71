"""Whether the pages are there, and made of the sources that are there."""

import os
from pathlib import Path

import pytest

from app.kit.built import state_of_build

PAGES = ("dist/index.html", "dist/chat/index.html", "dist/widget.js", "dist/.built", "src/app/router.tsx")


@pytest.fixture
def frontend(tmp_path: Path) -> Path:
    for name in PAGES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
        os.utime(path, (1000, 1000))
    return tmp_path


def test_pages_that_were_built_last_are_there(frontend: Path):
    assert state_of_build(frontend) == "there"


def test_a_source_that_came_after_them_makes_them_old(frontend: Path):
    os.utime(frontend / "src/app/router.tsx", (1001, 1001))

    assert state_of_build(frontend) == "old"


@pytest.mark.parametrize("name", PAGES[:3])
def test_pages_that_lack_a_part_are_none(frontend: Path, name: str):
    (frontend / name).unlink()

    assert state_of_build(frontend) == "none"


def test_where_there_is_nothing_to_compare_with_they_are_there(frontend: Path):
    (frontend / "dist/.built").unlink()

    assert state_of_build(frontend) == "there"


def test_a_checkout_that_was_never_built_has_none(tmp_path: Path):
    assert state_of_build(tmp_path) == "none"

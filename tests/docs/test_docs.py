"""What the documentation shows is true: its bots run, its tests pass, its links lead somewhere."""

import re
from pathlib import Path

import pytest

from app.cli import main
from app.engine.document import parse_document, read_source
from app.engine.inspect import inspect

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    *(ROOT / "examples").glob("*.md"),
]
BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")


def blocks(page: Path, sign: str) -> list[str]:
    return [block for block in BLOCK.findall(page.read_text(encoding="utf-8")) if sign in block]


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


BOTS = [(page, block) for page in PAGES for block in blocks(page, "kind: bot") if "first_step" in block]


@pytest.mark.parametrize(
    ("page", "source"), BOTS, ids=[f"{named(page)}-{place}" for place, (page, _) in enumerate(BOTS)]
)
def test_a_bot_that_is_shown_can_be_published(page: Path, source: str):
    found = inspect(parse_document(source))
    assert [issue.message for issue in found if issue.severity == "error"] == []


def test_the_bots_of_the_first_pages_have_nothing_to_be_told_of():
    for page in (ROOT / "README.md", ROOT / "docs" / "first-bot.md"):
        (source,) = blocks(page, "kind: bot")
        assert [issue.message for issue in inspect(parse_document(source))] == [], named(page)


@pytest.mark.parametrize(
    ("page", "bot", "file"),
    [
        ("docs/first-bot.md", "house.yaml", "house-test.yaml"),
        ("docs/flow-language.md", "quiz.yaml", "test.yaml"),
    ],
)
def test_a_test_that_is_shown_passes_on_the_bot_that_is_shown(
    tmp_path: Path, capsys, page: str, bot: str, file: str
):
    document = next(block for block in blocks(ROOT / page, "kind: bot") if "first_step" in block)
    (test,) = blocks(ROOT / page, f"bot: {bot}")
    (tmp_path / bot).write_text(document)
    (tmp_path / file).write_text(test)
    assert main(["test", str(tmp_path / file)]) == 0, capsys.readouterr().out
    assert read_source(test)["turns"]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_to_a_page_and_a_heading(page: Path):
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if target.startswith(("http://", "https://")):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), target
        if anchor:
            assert anchor in anchors(there), target

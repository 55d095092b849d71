"""The documentation as a site: it says what the code says, its links lead on, nothing is from elsewhere."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FETCHED = re.compile(
    r"""<(?:script|img|iframe|source)[^>]*\ssrc=["']?([^"'\s>]+)|<link[^>]*\shref=["']?([^"'\s>]+)"""
)
IN_STYLES = re.compile(r"url\(([^)]+)\)|@import\s+([^;]+)")


def run(*command: str) -> str:
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout + told.stderr


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    run(sys.executable, "-m", "mkdocs", "build", "--strict", "-f", ".mkdocs.yml", "-d", str(folder))
    return folder


def test_the_reference_says_what_the_code_says():
    run(sys.executable, "docs/build/reference.py", "--check")


def test_every_page_is_in_the_site(site: Path):
    pages = {path.relative_to(ROOT / "docs").with_suffix(".html") for path in (ROOT / "docs").rglob("*.md")}
    made = {path.relative_to(site) for path in site.rglob("*.html")}
    assert {page.with_name("index.html") if page.name == "README.html" else page for page in pages} <= made


def test_links_of_the_site_lead_to_files_of_it(site: Path):
    assert (site / "examples" / "quiz" / "bot.yaml").read_bytes() == (
        ROOT / "examples/quiz/bot.yaml"
    ).read_bytes()
    for page in site.rglob("*.html"):
        if page.name == "404.html":  # is served at any address
            continue
        for target in re.findall(r'<a[^>]*\shref="?([^"\s>#?]+)', page.read_text(encoding="utf-8")):
            if "://" not in target and not target.startswith("mailto:"):
                assert (page.parent / target).resolve().exists(), f"{page.relative_to(site)}: {target}"


def test_the_site_fetches_nothing_from_another_host(site: Path):
    for page in site.rglob("*.html"):
        for found in FETCHED.findall(page.read_text(encoding="utf-8")):
            assert not re.match(r"(https?:)?//", "".join(found)), f"{page.relative_to(site)}: {found}"
    for style in site.rglob("*.css"):
        for found in IN_STYLES.findall(style.read_text(encoding="utf-8")):
            assert not re.match(r"""["']?(https?:)?//""", "".join(found)), (
                f"{style.relative_to(site)}: {found}"
            )

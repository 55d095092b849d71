"""A hook of mkdocs: what pages link to outside of `docs` is in the site, under its path in the repository."""

import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[2]
TAKEN = ("CHANGELOG.md", "examples/README.md", ".env.example", "docker-compose.yml", "examples/*/bot.yaml")
OFFLINE = "assets/offline.js"
OUTSIDE = re.compile(r"\]\(\.\./(?!\.\./)")


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    for pattern in TAKEN:
        for path in sorted(ROOT.glob(pattern)):
            name = path.relative_to(ROOT).as_posix()
            # What begins with a dot is left out of sites.
            files.append(File.generated(config, name.lstrip("."), abs_src_path=str(path)))
    files.append(File.generated(config, OFFLINE, abs_src_path=str(Path(__file__).with_name("offline.js"))))
    return files


def on_post_build(*, config: MkDocsConfig) -> None:
    """The index of the search as a script too: a page that is opened from the disk may fetch nothing."""
    index = Path(config.site_dir) / "search" / "search_index.json"
    index.with_suffix(".js").write_text(
        f"var __index = {index.read_text(encoding='utf-8')}", encoding="utf-8"
    )


def on_page_markdown(markdown: str, *, page: Page, **_: Any) -> str:
    """What is above a page of `docs` lies beside it in the site."""
    if page.file.src_uri in TAKEN:
        return markdown.replace("](../docs/", "](../").replace("](docs/", "](")
    if "/" in page.file.src_uri:
        return markdown
    return OUTSIDE.sub("](", markdown).replace("](.env.example", "](env.example")

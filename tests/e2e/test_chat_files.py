"""The files of the chat as they were built and as they lie in the sources."""

import gzip
import re

from chat_build import FRONTEND, built_chat

SOURCES = [FRONTEND / "src" / name for name in ("widget", "hosted-chat")]
LARGEST = 12_000  # bytes of the script that pages of others load, gzipped


def test_the_script_for_pages_of_others_is_small():
    size = len(gzip.compress((built_chat() / "widget.js").read_bytes()))
    assert size <= LARGEST, f"{size} bytes"


def test_nothing_turns_text_into_markup_or_code():
    forbidden = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function")
    files = [path for folder in SOURCES for path in folder.rglob("*.ts")]
    assert len(files) > 20
    assert [path.name for path in files if forbidden.search(path.read_text())] == []


def test_whatever_is_loaded_comes_from_us():
    built = [path for path in (built_chat() / "chat").iterdir() if path.suffix in {".js", ".html", ".css"}]
    addresses = re.compile(r"https?://(?!www\.w3\.org/)[\w.-]+")
    assert [path.name for path in built if addresses.search(path.read_text())] == []

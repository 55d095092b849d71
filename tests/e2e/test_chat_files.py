"""The files of the chat page as they are served."""

import gzip
import re

from fake_server import CHAT

SIZE_LIMIT = 25_000  # bytes, each file gzipped as it is served, comments and all
SHOWN_TO_FEW = {"gate.js"}  # imported when a visitor is denied


def test_the_page_preloads_every_module():
    html = (CHAT / "index.html").read_text()
    named = set(re.findall(r"/chat-assets/\{\{version\}\}/([\w/]+\.js)", html))
    modules = {path.relative_to(CHAT).as_posix() for path in CHAT.rglob("*.js")}
    assert named == modules - SHOWN_TO_FEW


def test_the_languages_say_the_same_things():
    keys = [
        re.findall(r"^  (\w+):", (CHAT / "messages" / name).read_text(), re.M) for name in ("en.js", "ru.js")
    ]
    assert keys[0] == keys[1]


def test_no_module_turns_text_into_markup_or_code():
    forbidden = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function")
    assert [path.name for path in CHAT.rglob("*.js") if forbidden.search(path.read_text())] == []


def test_scripts_and_styles_stay_small():
    size = sum(
        len(gzip.compress(path.read_bytes())) for path in CHAT.rglob("*") if path.suffix in (".js", ".css")
    )
    assert size <= SIZE_LIMIT, f"{size} bytes"

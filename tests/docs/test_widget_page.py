"""What docs/widget.md shows works: its tokens are read, and what it names is what there is."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from uuid import uuid4

import pytest

from app.channels.identity import read_vouched
from app.channels.schemas import Look

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "widget.md").read_text(encoding="utf-8")
WIDGET = ROOT / "frontend" / "src" / "widget"
SECRET = "a secret that only the shop knows"


def block(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return found


@pytest.mark.parametrize(
    ("language", "run"), [("python", [sys.executable, "-c"]), ("js", ["node", "-e"])], ids=["python", "node"]
)
def test_the_tokens_it_shows_how_to_sign_are_read(language: str, run: list[str]):
    if shutil.which(run[0]) is None:
        pytest.skip(f"no {run[0]} on PATH")
    channel = uuid4()
    told = {"PATH": os.environ["PATH"], "CHANNEL": str(channel), "SECRET": SECRET}
    ran = subprocess.run([*run, block(language)], env=told, capture_output=True, text=True, check=True)
    word = read_vouched(ran.stdout.strip(), [SECRET.encode()], channel, time.time())
    person = word.person
    assert (person.external_id, person.name, person.email) == ("customer-42", "Ada", "ada@shop.example")
    assert word.once


def test_every_attribute_and_setting_there_is_stands_on_it():
    listed = re.search(r"ATTRIBUTES = \[(.*?)\]", (WIDGET / "options.ts").read_text(), re.DOTALL)
    attributes = set(re.findall(r'"([\w-]+)"', listed[1])) - {"bot"}  # another word for channel
    assert len(attributes) > 5
    for name in attributes:
        assert f"| `{name}` | `data-{name}` |" in PAGE
    for name in Look.model_fields:
        assert f"`{name}`" in PAGE


def test_every_call_and_event_there_is_stands_on_it():
    listed = re.search(r"ACTIONS: .*? = \[(.*?)\]", (WIDGET / "main.ts").read_text(), re.DOTALL)
    calls = re.findall(r'"(\w+)"', listed[1])
    assert len(calls) > 5
    for name in calls:
        assert f"`dbcv.{name}(" in PAGE
    element = (WIDGET / "element.ts").read_text()
    events = set(re.findall(r'#tell\("(\w+)"', element)) | {"open", "close"}
    assert len(events) > 4
    for name in events:
        assert f"`dbcv:{name}`" in PAGE


def test_every_reason_to_refuse_a_token_stands_on_it():
    sources = [
        ROOT / "backend" / "app" / "channels" / name for name in ("identity.py", "vouching_endpoints.py")
    ]
    codes = {code for source in sources for code in re.findall(r'"(identity:\w+)"', source.read_text())}
    assert len(codes) > 5
    for code in codes:
        assert f"`{code}`" in PAGE

"""docs/http.md, done as it stands there, on a real server with a real worker."""

import asyncio
import json
import os
import re
import shutil
import sys
from pathlib import Path

import pytest
from live import Place

PAGE = (Path(__file__).parents[2] / "docs" / "http.md").read_text(encoding="utf-8")
PATIENCE = 60


def block(language: str) -> str:
    return re.search(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)[1]


async def ran(place: Place, channel: str, *program: str) -> str:
    told = {
        **os.environ,
        "API": f"http://{place.address}/api/v1",
        "CHANNEL": channel,
        "NO_PROXY": "127.0.0.1",
    }
    pipe = asyncio.subprocess.PIPE
    child = await asyncio.create_subprocess_exec(*program, env=told, stdout=pipe, stderr=pipe)
    async with asyncio.timeout(PATIENCE):
        output, errors = await child.communicate()
    assert (child.returncode, errors.decode()) == (0, "")
    return output.decode()


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl here")
async def test_the_conversation_with_curl_goes_as_it_is_written(author, place, worker):
    channel = await author.channel(await author.published())

    said = await ran(place, channel, "bash", "-ec", block("sh"))

    accepted = [json.loads(one) for one in re.findall(r'\{"id":"[^{}]*"status":"accepted"\}', said)]
    assert len(accepted) == 2
    assert '"Let us go"' in said
    assert "error" not in said


async def test_the_client_in_python_hears_the_bot(author, place, worker):
    channel = await author.channel(await author.published())

    assert await ran(place, channel, sys.executable, "-c", block("python")) == "Hello Ada\n"


async def test_every_code_of_the_page_is_one_of_ours():
    sources = "".join(
        path.read_text() for path in (Path(__file__).parents[2] / "backend" / "app").rglob("*.py")
    )
    codes = set(re.findall(r"`([a-z]+:[a-z_]+)`", PAGE))
    assert len(codes) > 8
    assert {code for code in codes if f'"{code}"' not in sources} == set()

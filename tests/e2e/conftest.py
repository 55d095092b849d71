from collections.abc import AsyncIterator, Iterator

import pytest
from chat_visitor import CHROMIUM, FLAGS, need_chromium
from editor_author import GRACE, SLOW, newcomer, register
from editor_drafts import Drafts
from fake_server import FakeServer, serving
from playwright.async_api import Browser, async_playwright, expect

from chaos.whole_system import System, running_system
from servers import quick_folder

# Whatever is expected of a page may wait for a script, a server or the turn of a busy machine.
expect.set_options(timeout=SLOW)


@pytest.fixture
async def chat_server() -> AsyncIterator[FakeServer]:
    """A server with one public channel: `base_url`, `channel_id`, and hooks to trouble it."""
    async with serving() as server:
        yield server


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    need_chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """One whole system for all these tests: each makes a bot of its own in it, or is somebody new."""
    need_chromium()
    settings = {"REGISTRATION": "open", "REGISTRATION_ROLE": "DEVELOPER", "EGRESS_ALLOW": "127.0.0.1"}
    with (
        quick_folder(tmp_path_factory.mktemp("system")) as folder,
        running_system(folder, **settings) as system,
    ):
        register(system, GRACE)
        yield system


@pytest.fixture
def drafts(system: System) -> Iterator[Drafts]:
    """The administrator, at the API."""
    drafts = Drafts(system)
    yield drafts
    drafts.close()


@pytest.fixture
def author(system: System) -> Iterator[Drafts]:
    """Somebody new, at the API: what is listed for them is what the test has made."""
    author = Drafts(system, newcomer(system))
    yield author
    author.close()

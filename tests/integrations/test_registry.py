"""Every integration declares itself wholly: a walk over the registry."""

import re
from pathlib import Path
from typing import Any

import pytest

from app.engine.document.schema_subset import SHAPE
from app.integrations.base import Manifest
from app.integrations.credentials.strategies import STRATEGIES
from app.integrations.endpoints import IntegrationRead
from app.integrations.faults import FAULTS
from app.integrations.registry import CLIENTS, MANIFESTS, OPERATIONS, known_integrations
from app.integrations.words import Words
from app.kit.svg import clean_svg

PAGE = Path(__file__).parents[2] / "docs" / "integrations.md"
RUSSIAN = re.compile("[а-яё]", re.IGNORECASE)
# Names of services and headers are the same in every language.
SAME = {"Telegram", "Discord", "DBCV", "HTML", "Message-ID", "Id"}
WANTED = {
    "telegram.send_message",
    "discord.execute_webhook",
    "openai.chat_completion",
    "email.send",
    "http.webhook",
    "sheets.append_row",
    "dbcv.get_subscribers",
    "dbcv.send_message",
}


def words_in(value: Any):
    if isinstance(value, Words):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from words_in(part)


def plain(value: Any) -> Any:
    if isinstance(value, Words):
        return value.en
    return {key: plain(part) for key, part in value.items()} if isinstance(value, dict) else value


def test_all_that_was_promised_is_there():
    assert OPERATIONS.keys() >= WANTED
    assert CLIENTS.keys() == MANIFESTS.keys()


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_has_a_client_schemas_of_the_subset_and_a_place_in_the_manual(name):
    registered = OPERATIONS[name]
    assert callable(registered.load())
    for schema in (registered.operation.input, registered.operation.output):
        SHAPE.validate_python(plain(schema))
    assert registered.operation.input["additionalProperties"] is False
    assert f"`{name}`" in PAGE.read_text("utf-8")


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_field_has_a_title_in_both_languages(name):
    registered = OPERATIONS[name]
    fields = registered.operation.input["properties"].values()
    assert all(isinstance(field.get("title"), Words) for field in fields)
    need = registered.manifest.credential
    texts = [registered.operation.title, registered.operation.description, registered.manifest.description]
    texts += [] if need is None else [need.description]
    for words in (*texts, *words_in(registered.operation.input), *words_in(registered.operation.output)):
        assert words.en.strip()
        assert not RUSSIAN.search(words.en)
        assert RUSSIAN.search(words.ru) or words.ru in SAME, words


@pytest.mark.parametrize("manifest", MANIFESTS.values(), ids=MANIFESTS.keys())
def test_a_service_has_an_icon_and_known_strategies(manifest: Manifest):
    assert manifest.icon.content == clean_svg(manifest.icon.content)
    assert b"<path" in manifest.icon.content or b"<circle" in manifest.icon.content
    if manifest.credential is not None:
        assert set(manifest.credential.strategies) <= STRATEGIES.keys()


def test_a_form_is_told_both_languages_everywhere():
    shown = IntegrationRead.of(OPERATIONS["telegram.send_message"]).model_dump()
    field = shown["input"]["properties"]["chat_id"]
    assert (field["title"], field["title_ru"]) == ("Chat", "Чат")
    assert shown["input"]["properties"]["buttons"]["items"]["properties"]["url"]["title_ru"] == "Ссылка"
    assert shown["credential"]["provider"] == "telegram"
    assert shown["service"]["icon"].startswith("/api/v1/icons/integration-telegram-")


def test_every_fault_is_told_in_both_languages_and_in_the_manual():
    page = PAGE.read_text("utf-8")
    for code, words in FAULTS.items():
        assert f"`{code}`" in page, code
        assert RUSSIAN.search(words.ru)


def test_inspect_knows_which_operations_take_no_credential():
    known = known_integrations()
    assert {name for name, one in known.items() if not one.takes_credential} == {
        name for name in OPERATIONS if name.startswith("dbcv.")
    }

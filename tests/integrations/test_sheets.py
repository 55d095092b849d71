"""sheets.append_row, against a server that answers as Google's API does."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from calling import HOSTS, Safe, call, fault, in_turn, replies, told

from app.runtime.ports import Opened, Token
from egress_servers import Seen, Server, answer, serving

ACCESS = "ya29.c.b0AXv0zTN-0123456789"
SHEET = "1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms"
APPENDED = {
    "spreadsheetId": SHEET,
    "tableRange": "Orders!A1:C5",
    "updates": {
        "spreadsheetId": SHEET,
        "updatedRange": "Orders!A6:C6",
        "updatedRows": 1,
        "updatedColumns": 3,
        "updatedCells": 3,
    },
}
ACCOUNT = Opened(
    provider="google",
    strategy="service_account",
    hosts=HOSTS,
    secret={"key_file": '{"client_email": "x"}', "access_token": ACCESS},
)


def error(status: int, word: str, message: str, *headers: str) -> bytes:
    return replies(status, {"error": {"code": status, "message": message, "status": word}}, *headers)


async def append(server: Server, **config: object):
    wanted = {"spreadsheet_id": SHEET, "values": ["Ada", 3, True], "base_url": server.url, **config}
    return await call("sheets.append_row", wanted, ACCOUNT)


async def test_a_row_is_added_and_told_where():
    async with serving(replies(200, APPENDED)) as server:
        answered = await append(server, range="Orders!A1:C1")

    assert answered.result == {"spreadsheet_id": SHEET, "range": "Orders!A6:C6", "rows": 1, "cells": 3}
    (seen,) = server.seen
    assert seen.line == (
        f"POST /v4/spreadsheets/{SHEET}/values/Orders%21A1%3AC1:append"
        "?valueInputOption=RAW&insertDataOption=INSERT_ROWS HTTP/1.1"
    )
    assert seen.header("authorization") == f"Bearer {ACCESS}"
    assert told(seen) == {"majorDimension": "ROWS", "values": [["Ada", 3, True]]}


async def test_what_a_person_wrote_is_no_formula_unless_the_author_says_so():
    async with serving(replies(200, APPENDED)) as server:
        await append(server, values=["=IMPORTXML(1)"])
        await append(server, values=["=A1+1"], as_typed=True)

    assert ["=RAW&" in seen.line for seen in server.seen] == [True, False]
    assert "valueInputOption=USER_ENTERED" in server.seen[1].line


async def test_cells_are_texts_numbers_and_booleans():
    async with serving(replies(200, APPENDED)) as server:
        await append(server, values=[None, {"a": 1}, [1, "b"], 1.5, "x"])

    assert told(server.seen[0])["values"] == [["", '{"a":1}', '[1,"b"]', 1.5, "x"]]


async def test_a_sheets_name_is_one_part_of_the_address():
    async with serving(replies(200, APPENDED)) as server:
        await append(server, range="a/../b?c#d")
    assert f"/{SHEET}/values/a%2F..%2Fb%3Fc%23d:append?" in server.seen[0].line


@pytest.mark.parametrize("sheet", ["", "../x", "a/b", "a b", "https://docs.google.com/x"])
async def test_what_is_no_id_of_a_spreadsheet_is_not_sent(sheet):
    async with serving(replies(200, APPENDED)) as server:
        assert fault(await append(server, spreadsheet_id=sheet))[0] == "invalid_config"
    assert server.seen == []


@pytest.mark.parametrize(
    ("status", "word", "code"),
    [
        (400, "INVALID_ARGUMENT", "invalid"),
        (401, "UNAUTHENTICATED", "unauthorized"),
        (403, "PERMISSION_DENIED", "forbidden"),
        (404, "NOT_FOUND", "not_found"),
        (500, "INTERNAL", "unavailable"),
        (503, "UNAVAILABLE", "unavailable"),
        (504, "DEADLINE_EXCEEDED", "timeout"),
    ],
)
async def test_what_google_refuses_has_a_code_and_its_own_words(status, word, code):
    async with serving(error(status, word, "As Google says.")) as server:
        assert fault(await append(server)) == (code, "As Google says.")


async def test_after_a_rate_limit_it_asks_again_when_google_says():
    busy = error(429, "RESOURCE_EXHAUSTED", "Quota exceeded", "Retry-After: 0")
    async with serving(in_turn(busy, replies(200, APPENDED))) as server:
        assert (await append(server)).ok
    assert len(server.seen) == 2


@pytest.mark.parametrize("body", [b"", b"<html>", b"{}", b'{"updates": 1}'])
async def test_an_answer_that_is_none_is_a_bad_answer(body):
    async with serving(answer(200, body)) as server:
        assert fault(await append(server))[0] == "bad_answer"


def account(token: str, until: int) -> Opened:
    mark = Token(credential_id=UUID(int=9), expires_at=datetime(2027, 1, until, tzinfo=UTC))
    return replace(ACCOUNT, secret={"access_token": token}, token=mark)


class Renewing(Safe):
    """Gives the second token once the first was refused."""

    async def refused(self, token: Token) -> None:
        await super().refused(token)
        self.opened = account("ya29.second-9876", 2)


async def not_the_first(seen: Seen, writer: asyncio.StreamWriter) -> None:
    is_first = seen.header("authorization") == f"Bearer {ACCESS}"
    writer.write(
        error(401, "UNAUTHENTICATED", f"{ACCESS} has expired") if is_first else replies(200, APPENDED)
    )


async def test_where_google_takes_a_kept_token_no_more_another_is_used_at_once():
    safe = Renewing(account(ACCESS, 1))
    async with serving(not_the_first) as server:
        wanted = {"spreadsheet_id": SHEET, "values": [1], "base_url": server.url}
        assert (await call("sheets.append_row", wanted, safe=safe)).ok
    assert [one.expires_at.day for one in safe.not_taken] == [1]
    assert [seen.header("authorization") for seen in server.seen] == [
        f"Bearer {ACCESS}",
        "Bearer ya29.second-9876",
    ]


async def test_a_second_token_that_is_refused_is_the_end_of_it():
    safe = Renewing(account(ACCESS, 1))
    async with serving(error(401, "UNAUTHENTICATED", f"no {ACCESS}, no ya29.second-9876")) as server:
        wanted = {"spreadsheet_id": SHEET, "values": [1], "base_url": server.url}
        answered = await call("sheets.append_row", wanted, safe=safe)
    assert (fault(answered), len(server.seen)) == (("unauthorized", "no •••, no •••"), 2)


async def test_a_token_goes_to_the_hosts_of_its_credential_only():
    elsewhere = Opened(
        provider="google", strategy="service_account", hosts=(), secret={"access_token": ACCESS}
    )
    async with serving(replies(200, APPENDED)) as server:
        wanted = {"spreadsheet_id": SHEET, "values": [1], "base_url": server.url}
        assert fault(await call("sheets.append_row", wanted, elsewhere))[0] == "credential_host"
    assert server.seen == []

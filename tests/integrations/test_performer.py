"""What every operation has in common: checked settings, faults, deadlines, masks, crashes."""

import pytest
from calling import HERE, Safe, call, command, fault, key, never, performer, replies

from app.integrations.faults import FAULTS
from app.integrations.registry import OPERATIONS
from app.runtime.ports import Opened
from egress_servers import Server, answer, client, redirect, serving

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
WITHIN = {"deadline": 0.2}
GOOGLE = Opened(
    provider="google",
    strategy="service_account",
    hosts=("127.0.0.1:*",),
    secret={"access_token": "ya29.0123"},
)


def asking(url: str) -> list[tuple[str, dict, Opened | None]]:
    """Every operation that asks a server over HTTP, asking this one."""
    return [
        (
            "telegram.send_message",
            {"chat_id": "1", "text": "x", "base_url": url},
            key("telegram", TOKEN),
        ),
        ("discord.execute_webhook", {"content": "x"}, key("discord", f"{url}/api/webhooks/1/secret-token")),
        (
            "openai.chat_completion",
            {"model": "m", "prompt": "?", "base_url": url},
            key("openai", "sk-012345"),
        ),
        ("sheets.append_row", {"spreadsheet_id": "s", "values": [1], "base_url": url}, GOOGLE),
        ("http.webhook", {"url": url, "body": 1}, None),
    ]


NAMES = [name for name, _, _ in asking("")]


async def one(name: str, server: Server | str, **more):
    url = server if isinstance(server, str) else server.url
    _, config, opened = next(each for each in asking(url) if each[0] == name)
    return await call(name, config, opened, **more)


@pytest.mark.parametrize("name", NAMES)
async def test_a_server_that_says_nothing_is_a_timeout(name):
    async with serving(never) as server:
        answered = await one(name, server, **WITHIN)
    assert fault(answered) == ("timeout", "The service did not answer in time.")
    assert 150 <= answered.elapsed_ms < 20_000


@pytest.mark.parametrize("name", NAMES)
async def test_a_server_that_is_not_there_is_no_connection(name):
    async with serving(b"") as server:
        gone = server.url
    assert fault(await one(name, gone))[0] == "connection"


@pytest.mark.parametrize("name", NAMES)
async def test_a_server_that_hangs_up_is_no_connection(name):
    async with serving(b"") as server:
        assert fault(await one(name, server))[0] == "connection"


@pytest.mark.parametrize("name", NAMES)
async def test_what_is_no_http_is_a_fault(name):
    async with serving(b"SSH-2.0-OpenSSH_9.9\r\n\r\n") as server:
        assert fault(await one(name, server))[0] == "invalid"


@pytest.mark.parametrize("name", NAMES)
async def test_an_answer_that_is_too_large_is_not_taken(name):
    async with serving(answer(200, b"x" * 2_000_000)) as server:
        assert fault(await one(name, server))[0] == "too_large"


@pytest.mark.parametrize("name", NAMES)
async def test_a_private_address_is_out_of_reach(name):
    async with serving(answer(200)) as server:
        assert fault(await one(name, server, egress=client()))[0] == "blocked"
    assert server.seen == []


@pytest.mark.parametrize("name", NAMES)
async def test_an_endless_redirect_is_a_bad_answer(name):
    async with serving(redirect("/again", 308)) as server:
        assert fault(await one(name, server))[0] == "bad_answer"


@pytest.mark.parametrize("name", NAMES)
async def test_a_redirect_takes_no_secret_to_another_server(name):
    async with serving(answer(200)) as there, serving(redirect(f"{there.url}/x", 307)) as here:
        await one(name, here)
    for seen in there.seen:
        text = f"{seen.line} {seen.headers} {seen.body.decode()}"
        for secret in (TOKEN, "secret-token", "sk-012345", "ya29.0123"):
            assert secret not in text


@pytest.mark.parametrize("status", [200, 400, 401, 403, 404, 429, 500])
@pytest.mark.parametrize("name", NAMES[:4])
async def test_no_secret_is_in_what_comes_of_a_call(name, status):
    """However the server repeats it."""
    secret = {"telegram": TOKEN, "discord": "secret-token", "openai": "sk-012345", "sheets": "ya29.0123"}
    own = secret[name.partition(".")[0]]
    error = {"message": own, "status": own, "code": own, "type": own}
    echo = {"ok": False, "description": own, "message": own, "content": own, "error": error, own: own}
    async with serving(replies(status, echo)) as server:
        answered = await one(name, server)
    assert own not in repr(answered)


@pytest.mark.parametrize("odd", [[], {}, [[]], None, True, 1e308, "\x00", [{}]])
@pytest.mark.parametrize("name", NAMES[:4])
async def test_an_answer_of_any_form_is_an_outcome(name, odd):
    names = ("error", "code", "status", "type", "message", "description", "parameters", "result", "choices")
    whole = dict.fromkeys((*names, "updates", "id", "content"), odd)
    for status in (200, 400):
        for body in (whole, {"error": whole}, {"ok": True, "choices": [{"message": whole}], "result": whole}):
            async with serving(replies(status, body)) as server:
                answered = await one(name, server)
                assert answered.ok or answered.error["code"] in FAULTS


async def test_an_unknown_integration_is_a_clear_fault():
    answered = await call("telegram.send_mesage", {})
    assert fault(answered) == ("unknown_integration", "There is no integration telegram.send_mesage.")


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"text": "x"}, "The setting “chat_id” is missing."),
        ({"chat_id": None, "text": "x"}, "The setting “chat_id” is missing."),
        ({"chat_id": "1", "text": "x", "txt": "y"}, "There is no setting “txt”."),
        ({"chat_id": "1", "text": "x" * 4097}, "The setting “text” does not fit: maxLength."),
        ({"chat_id": "1", "text": "x", "parse_mode": "BB"}, "The setting “parse_mode” does not fit: enum."),
        (
            {"chat_id": "1", "text": "x", "buttons": [{"url": "u"}]},
            "The setting “buttons.0.text” is missing.",
        ),
    ],
)
async def test_settings_that_do_not_fit_are_a_fault_before_anything_is_sent(config, message):
    async with serving(answer(200)) as server:
        wanted = {"base_url": server.url, **config}
        answered = await call("telegram.send_message", wanted, key("telegram", TOKEN))
    assert fault(answered) == ("invalid_config", message)
    assert server.seen == []


async def test_a_credential_that_is_not_there_is_a_fault_by_its_name():
    config = {"chat_id": "1", "text": "x"}
    assert fault(await call("telegram.send_message", config)) == (
        "no_credential",
        "There is no credential for telegram.",
    )
    named = await call("telegram.send_message", config, key("telegram", TOKEN), credential="team")
    assert fault(named) == ("no_credential", "There is no credential “team” for telegram.")
    other = await call("telegram.send_message", config, key("discord", "x"))
    assert fault(other)[0] == "no_credential"


@pytest.mark.parametrize(
    ("integration", "config"),
    [
        ("openai.chat_completion", {"model": "m", "prompt": "?"}),
        ("email.send", {"from": "a@a.test", "to": "b@b.test", "subject": "x", "text": "x"}),
    ],
)
async def test_a_credential_that_is_named_is_never_left_out(integration, config):
    async with serving(answer(200)) as server:
        place = {"base_url": server.url} if "model" in config else {"host": "127.0.0.1", "port": server.port}
        answered = await call(integration, config | place, key("telegram", TOKEN), credential="mine")
    assert fault(answered)[0] == "no_credential"
    assert server.seen == []


async def test_a_token_goes_only_where_its_credential_says():
    async with serving(answer(200)) as server:
        bound = key("telegram", TOKEN, hosts=("api.telegram.org",))
        answered = await call(
            "telegram.send_message", {"chat_id": "1", "text": "x", "base_url": server.url}, bound
        )
    assert fault(answered)[0] == "credential_host"
    assert server.seen == []


async def test_a_result_that_is_larger_than_a_conversation_takes_is_a_fault():
    large = replies(200, {"text": "é" * 140_000})
    async with serving(large) as server:
        assert fault(await call("http.webhook", {"url": server.url}))[0] == "too_large"


@pytest.mark.parametrize("name", [*NAMES, "email.send", "dbcv.send_message", "dbcv.get_subscribers"])
async def test_what_may_not_be_done_twice_is_not_known_after_a_crash(name):
    """Those that may be are tried again, and fail here since nobody is there."""
    config = next((config for each, config, _ in asking("http://127.0.0.1:1") if each == name), {})
    answered = None
    if not OPERATIONS[name].operation.repeats(config):
        answered = await performer(Safe()).after_crash(command(name, config), HERE)
        assert fault(answered) == ("unknown", "Whether it was done is not known.")
    may_repeat = {"openai.chat_completion", "dbcv.send_message", "dbcv.get_subscribers"}
    assert (answered is None) is (name in may_repeat)


async def test_a_webhook_that_may_be_sent_twice_is_sent_again_after_a_crash():
    async with serving(answer(200)) as server:
        for repeatable in (True, "true"):
            wanted = command("http.webhook", {"url": server.url, "repeatable": repeatable})
            assert (await performer(Safe()).after_crash(wanted, HERE)).ok
    assert len(server.seen) == 2


async def test_an_unknown_integration_is_unknown_after_a_crash_too():
    answered = await performer(Safe()).after_crash(command("no.such", {}), HERE)
    assert fault(answered)[0] == "unknown_integration"


async def test_giving_up_says_that_nobody_knows():
    answered = performer(Safe()).give_up(command("telegram.send_message", {}))
    assert fault(answered)[0] == "unknown"

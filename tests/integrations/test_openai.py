"""openai.chat_completion, against a server that answers as OpenAI's does."""

import pytest
from calling import Safe, call, fault, in_turn, key, replies, told

from egress_servers import Server, answer, serving

KEY = "sk-proj-0123456789abcdef"
USAGE = {"prompt_tokens": 9, "completion_tokens": 2, "total_tokens": 11}


def completion(content: object, reason: str = "stop") -> bytes:
    message = {"role": "assistant", "content": content, "refusal": None}
    return replies(
        200,
        {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1767262800,
            "model": "gpt-5-mini-2026",
            "choices": [{"index": 0, "message": message, "finish_reason": reason}],
            "usage": USAGE,
        },
    )


def error(status: int, message: str, code: str | None = None, *headers: str) -> bytes:
    found = {"message": message, "type": "invalid_request_error", "param": None, "code": code}
    return replies(status, {"error": found}, *headers)


async def ask(server: Server, safe: Safe | None = None, **config: object):
    wanted = {"model": "gpt-5-mini", "prompt": "2+2?", "base_url": f"{server.url}/v1", **config}
    return await call("openai.chat_completion", wanted, safe=safe or Safe(key("openai", KEY)))


async def test_a_question_is_answered():
    async with serving(completion("Four.")) as server:
        answered = await ask(server, system="Be short.")

    assert answered.result == {
        "text": "Four.",
        "json": None,
        "finish_reason": "stop",
        "model": "gpt-5-mini-2026",
        "usage": USAGE,
    }
    (seen,) = server.seen
    assert seen.line == "POST /v1/chat/completions HTTP/1.1"
    assert seen.header("authorization") == f"Bearer {KEY}"
    assert told(seen) == {
        "model": "gpt-5-mini",
        "messages": [{"role": "system", "content": "Be short."}, {"role": "user", "content": "2+2?"}],
    }


async def test_a_conversation_and_options_go_along_and_replace_nothing_of_ours():
    messages = [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}]
    options = {"top_p": 0.5, "stream": True, "model": "other", "n": 9}
    async with serving(completion("4")) as server:
        await ask(server, messages=messages, temperature="0.2", max_tokens=50, options=options)

    assert told(server.seen[0]) == {
        "model": "gpt-5-mini",
        "messages": [*messages, {"role": "user", "content": "2+2?"}],
        "temperature": 0.2,
        "max_tokens": 50,
        "top_p": 0.5,
    }


@pytest.mark.parametrize(
    ("content", "json"), [('{"n": 4}', {"n": 4}), ("[1]", [1]), ("four", None), ("4", None)]
)
async def test_an_answer_asked_for_as_json_is_read(content, json):
    async with serving(completion(content)) as server:
        answered = await ask(server, format="json")
    assert (answered.result["text"], answered.result["json"]) == (content, json)
    assert told(server.seen[0])["response_format"] == {"type": "json_object"}


@pytest.mark.parametrize(("content", "text"), [(None, ""), ([{"type": "text", "text": "4"}, {"x": 1}], "4")])
async def test_an_answer_without_a_text_or_in_parts_is_one_text(content, text):
    async with serving(completion(content)) as server:
        assert (await ask(server)).result["text"] == text


@pytest.mark.parametrize(
    ("status", "code", "expected"),
    [
        (400, "context_length_exceeded", "invalid"),
        (401, "invalid_api_key", "unauthorized"),
        (403, "unsupported_country_region_territory", "forbidden"),
        (404, "model_not_found", "not_found"),
        (429, "insufficient_quota", "quota"),
        (500, None, "unavailable"),
        (503, None, "unavailable"),
    ],
)
async def test_what_the_server_refuses_has_a_code_and_its_own_words(status, code, expected):
    async with serving(error(status, "As it says.", code)) as server:
        assert fault(await ask(server)) == (expected, "As it says.")
    assert len(server.seen) == 1


async def test_after_a_rate_limit_it_asks_again_when_the_server_says():
    busy = error(429, "Rate limit reached", "rate_limit_exceeded", "Retry-After: 0")
    async with serving(in_turn(busy, completion("4"))) as server:
        assert (await ask(server)).ok
    assert len(server.seen) == 2


async def test_without_a_word_of_when_it_does_not_ask_again():
    async with serving(error(429, "Rate limit reached", "rate_limit_exceeded")) as server:
        assert fault(await ask(server))[0] == "rate_limited"
    assert len(server.seen) == 1


@pytest.mark.parametrize("body", [b"", b"[]", b'{"choices": []}', b'{"choices": [{"message": "4"}]}'])
async def test_an_answer_that_is_none_is_a_bad_answer(body):
    async with serving(answer(200, body)) as server:
        assert fault(await ask(server))[0] == "bad_answer"


async def test_a_server_of_ones_own_needs_no_key_and_gets_none_that_is_for_others():
    others = Safe(key("openai", KEY, hosts=("api.openai.com",)))
    for safe in (Safe(), others):
        async with serving(completion("4")) as server:
            assert (await ask(server, safe)).ok
        assert server.seen[0].header("authorization") is None


async def test_a_key_that_was_named_is_for_its_hosts_only():
    others = Safe(key("openai", KEY, hosts=("api.openai.com", "*.openai.example")))
    async with serving(completion("4")) as server:
        wanted = {"model": "m", "prompt": "?", "base_url": server.url}
        answered = await call("openai.chat_completion", wanted, safe=others, credential="mine")
    assert fault(answered) == (
        "credential_host",
        f"The credential may not be sent to this host and port (mine, 127.0.0.1:{server.port}).",
    )
    assert server.seen == []


async def test_openai_itself_needs_a_key():
    answered = await call("openai.chat_completion", {"model": "m", "prompt": "?"})
    assert fault(answered) == ("no_credential", "There is no credential for openai.")


async def test_there_must_be_something_to_answer():
    async with serving(completion("4")) as server:
        assert fault(await ask(server, prompt=""))[0] == "invalid_config"


async def test_a_key_echoed_in_an_answer_is_masked():
    async with serving(completion(f"My key is {KEY}.")) as server:
        assert (await ask(server)).result["text"] == "My key is •••."


@pytest.mark.parametrize(
    "when",
    [
        *("9" * 400, "soon", "", "-1", "1e3"),
        *("Mon, 01 Jan 99999 00:00:00 GMT", "Mon, 01 Jan 2027 00:00:00 +99999999999999999999"),
    ],
)
async def test_a_pause_that_is_none_is_not_waited_for(when):
    async with serving(replies(429, {"error": {"message": "Busy."}}, f"Retry-After: {when}")) as server:
        assert fault(await ask(server)) == ("rate_limited", "Busy.")
    assert len(server.seen) == 1

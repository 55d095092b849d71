"""email.send, with real mail servers: willing, refusing, slow and dead ones."""

import asyncio
import socket
import ssl
from contextlib import asynccontextmanager

import pytest
from calling import ID, call, fault

from app.runtime.ports import Opened
from egress_servers import Names, client
from mail_server import SECRET, USER, mail_server, mail_tls

LETTER = {
    "from": "Дом <house@example.org>",
    "to": "ada@example.org",
    "subject": "Заказ 5",
    "text": "Привет\n",
}


def account(*hosts: str) -> Opened:
    secret = {"username": USER, "password": SECRET}
    return Opened(provider="email", strategy="basic", hosts=hosts or ("127.0.0.1:*",), secret=secret)


async def send(port: object, opened: Opened | None = None, *, more=None, **config: object):
    wanted = {"host": "127.0.0.1", "port": port, "security": "none", **LETTER, **config}
    return await call("email.send", wanted, opened, **(more or {}))


@pytest.fixture
def tls(tmp_path, monkeypatch) -> ssl.SSLContext:
    """A server's side that is trusted here."""
    context = mail_tls(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "trusted.pem"))
    return context


async def test_a_letter_arrives_as_it_was_written():
    async with mail_server() as peer:
        answered = await send(
            peer.port,
            cc=["eve@example.org"],
            bcc="bob@example.org, ada@example.org",
            reply_to="desk@example.org",
            html="<p>Привет</p>",
        )

    assert answered.result == {
        "message_id": f"<{ID}@example.org>",
        "accepted": ["ada@example.org", "eve@example.org", "bob@example.org"],
        "refused": [],
    }
    got = peer.letters[0]
    assert peer.recipients == answered.result["accepted"]
    assert (got["from"], got["subject"]) == ("Дом <house@example.org>", "Заказ 5")
    assert (got["to"], got["cc"], got["bcc"]) == ("ada@example.org", "eve@example.org", None)
    assert (got["reply-to"], got["message-id"]) == ("desk@example.org", f"<{ID}@example.org>")
    assert (peer.text(), peer.html()) == ("Привет\n", "<p>Привет</p>\n")


async def test_a_password_goes_through_starttls(tls):
    async with mail_server(tls=tls) as peer:
        answered = await send(peer.port, account(), security="starttls")

    assert answered.ok, answered.error
    assert (peer.secured, peer.signed_in) == ([True], [True])


async def test_a_password_goes_through_tls_from_the_first_byte(tls):
    async with mail_server(tls=tls, implicit=True, auth_require_tls=False) as peer:
        answered = await send(peer.port, account(), security="tls")

    assert answered.ok, answered.error
    assert peer.signed_in == [True]


async def test_the_name_that_signs_in_is_no_secret(tls):
    async with mail_server(tls=tls) as peer:
        answered = await send(peer.port, account(), security="starttls", to=f"{USER}@example.org")
    assert answered.result["accepted"] == [f"{USER}@example.org"]


async def test_starttls_is_wanted_unless_something_else_is_said(tls):
    async with mail_server(tls=tls) as peer:
        assert (await send(peer.port, security=None)).ok
    assert peer.secured == [True]
    async with mail_server() as plain:
        assert fault(await send(plain.port, security=None))[0] == "invalid"
    assert plain.letters == []


async def test_a_certificate_nobody_trusts_ends_it(tmp_path):
    async with mail_server(tls=mail_tls(tmp_path)) as peer:
        answered = await send(peer.port, account(), security="starttls")
    assert fault(answered) == ("connection", "The server's certificate is not trusted.")
    assert peer.letters == []


async def test_a_wrong_password_is_told_without_it(tls):
    wrong = Opened(
        provider="email",
        strategy="basic",
        hosts=("127.0.0.1:*",),
        secret={"username": USER, "password": "not this one"},
    )
    async with mail_server(tls=tls) as peer:
        answered = await send(peer.port, wrong, security="starttls")
    assert fault(answered)[0] == "unauthorized"
    assert "not this one" not in repr(answered)


async def test_a_password_is_not_sent_in_the_clear_nor_to_another_host(tls):
    async with mail_server(tls=tls) as peer:
        assert fault(await send(peer.port, account()))[0] == "invalid_config"
        named = {"credential": "mine"}
        other = account("mail.example.org")
        assert fault(await send(peer.port, other, security="starttls", more=named))[0] == "credential_host"
        assert peer.letters == []
        assert (await send(peer.port, other, security="starttls")).ok
    assert peer.signed_in == [False]


async def test_line_breaks_and_tabs_in_a_subject_and_in_names_are_spaces():
    async with mail_server() as peer:
        said = {
            "subject": "An order\r\nBcc: eve@example.org\t\u2028of\x85two\n",
            "from": "Ada\tL\n<a@example.org>",
        }
        assert (await send(peer.port, **said, to=["Bob\nB <bob@example.org>"])).ok
    (letter,) = peer.letters
    assert letter["Subject"] == "An order Bcc: eve@example.org of two"
    assert (letter["From"], letter["To"], letter["Bcc"]) == (
        "Ada L <a@example.org>",
        "Bob B <bob@example.org>",
        None,
    )
    assert peer.recipients == ["bob@example.org"]


async def test_a_password_goes_to_the_ports_of_mail_unless_its_credential_names_one(tls):
    async with mail_server(tls=tls) as peer:
        named = {"credential": "mine"}
        usual = await send(peer.port, account("127.0.0.1"), security="starttls", more=named)
        assert fault(usual)[0] == "credential_host"
        bound = account(f"127.0.0.1:{peer.port}")
        assert (await send(peer.port, bound, security="starttls", more=named)).ok
    assert peer.signed_in == [True]


@pytest.mark.parametrize(("said", "code"), [("550 no such user", "invalid"), ("450 later", "unavailable")])
async def test_what_the_server_refuses_has_a_code_and_none_of_its_words(said, code):
    async with mail_server() as peer:
        peer.refusing = said
        answered = await send(peer.port)
    assert fault(answered) == (code, f"The server refuses every recipient ({said[:3]}).")


@pytest.mark.parametrize(
    "config",
    [
        {"from": "A\r\nB <a@example.org\r\nBcc: eve@example.org>"},
        {"to": "a@example.org\t <eve@example.org>"},
        {"from": "a@example.org\r\nBcc: eve@example.org"},
        {"to": ["ada@example.org\nRCPT TO:<eve@example.org>"]},
        {"to": ["ada@example.org>\r\nDATA"]},
        {"cc": "ada@example.org\x00"},
        {"reply_to": "x@example.org\x85y"},
        {"host": "127.0.0.1\r\nX"},
    ],
    ids=str,
)
async def test_nothing_in_a_setting_becomes_another_header_or_command(config):
    async with mail_server() as peer:
        assert fault(await send(peer.port, **config))[0] == "invalid_config"
    assert (peer.letters, peer.recipients) == ([], [])


@pytest.mark.parametrize(
    "config",
    [
        {"to": []},
        {"to": "nobody"},
        {"to": "@example.org"},
        {"to": "a@b@"},
        {"from": "House"},
        {"from": "a@exa mple.org"},
        {"text": None},
        {"to": [f"a{n}@example.org" for n in range(51)]},
        {"to": [f"a{n}@example.org" for n in range(30)], "bcc": [f"b{n}@example.org" for n in range(30)]},
    ],
    ids=lambda config: next(iter(config)),
)
async def test_what_is_no_letter_is_not_sent(config):
    async with mail_server() as peer:
        assert fault(await send(peer.port, **config))[0] == "invalid_config"
    assert peer.letters == []


@pytest.mark.parametrize("port", [0, 70000, "smtp"])
async def test_what_is_no_port_is_not_tried(port):
    assert fault(await send(port))[0] == "invalid_config"


async def test_a_server_that_says_nothing_is_a_timeout():
    async with mail_server() as peer:
        peer.answering.clear()
        assert fault(await send(peer.port, more={"deadline": 0.3}))[0] == "timeout"


async def test_a_server_that_is_not_there_is_no_connection():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert fault(await send(port))[0] == "connection"


@asynccontextmanager
async def speaking(*said: bytes):
    """The port of a server that says this and closes."""

    async def connected(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for piece in said:
            writer.write(piece)
        writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "bad_answer"),
        (b"554 go away\r\n", "invalid"),
        (b"421 later\r\n", "unavailable"),
        (b"", "connection"),
        (b"220-x" * 20_000, "bad_answer"),
    ],
    ids=["http", "554", "421", "nothing", "endless"],
)
async def test_a_server_that_speaks_something_else_is_told_apart(said, code):
    async with speaking(said) as port:
        assert fault(await send(port))[0] == code


async def test_a_private_server_is_out_of_reach_however_it_is_called():
    async with mail_server() as peer:
        for host in ("127.0.0.1", "localhost", "0x7f.1", "2130706433"):
            answered = await send(peer.port, host=host, more={"egress": client()})
            assert fault(answered)[0] == "blocked", host
        names = Names(mail_example_org=[["127.0.0.1"]])
        hidden = {"egress": client(resolver=names)}
        assert fault(await send(peer.port, host="mail.example.org", more=hidden))[0] == "blocked"
        assert names.asked == ["mail.example.org"]
    assert peer.letters == []


async def test_the_address_that_was_checked_is_the_one_connected_to():
    names = Names(mail_example_org=[["127.0.0.1"], ["10.0.0.1"]])
    async with mail_server() as peer:
        allowed = client("mail.example.org", resolver=names)
        assert (await send(peer.port, host="mail.example.org", more={"egress": allowed})).ok
    assert names.asked == ["mail.example.org"]

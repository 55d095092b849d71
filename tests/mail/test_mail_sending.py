"""Handing letters to real mail servers: willing, refusing, slow and dead ones."""

import socket
from uuid import UUID

import pytest

from app.kit.ids import uuid7
from app.kit.mail import Letter, Undelivered, compose, read_smtp_url, send
from mail_server import SECRET, USER, mail_server, mail_tls

ID = UUID("019a0000-0000-7000-8000-000000000001")


def letter(to: str = "ada@example.org", **more: str):
    wanted = {"subject": "Новый пароль", "text": "Привет\n", "html": "<p>Привет</p>", **more}
    return compose(Letter(id=ID, to=to, **wanted), "DBCV <bots@example.org>")


async def undelivered(url: str, message=None, patience: float = 5) -> tuple[str, bool]:
    with pytest.raises(Undelivered) as caught:
        await send(read_smtp_url(url), message or letter(), patience)
    return caught.value.fault, caught.value.is_final


async def test_a_letter_arrives_as_it_was_written():
    async with mail_server() as peer:
        await send(read_smtp_url(peer.url), letter())

    got = peer.letters[0]
    assert peer.recipients == ["ada@example.org"]
    assert (got["from"], got["to"], got["subject"]) == (
        "DBCV <bots@example.org>",
        "ada@example.org",
        "Новый пароль",
    )
    assert got["message-id"] == f"<{ID}@example.org>"
    assert got["auto-submitted"] == "auto-generated"
    assert (peer.text(), peer.html()) == ("Привет\n", "<p>Привет</p>\n")


async def test_an_address_in_other_letters_is_written_as_its_domain_is_called():
    async with mail_server() as peer:
        await send(read_smtp_url(peer.url), letter("ada@пример.рф"))

    assert peer.recipients == ["ada@xn--e1afmkfd.xn--p1ai"]


async def test_an_address_the_server_has_no_letters_for_is_given_up():
    async with mail_server() as plain:
        assert await undelivered(plain.url, letter("ада@example.org")) == ("mail:unsendable", True)
    async with mail_server(enable_SMTPUTF8=True) as peer:
        await send(read_smtp_url(peer.url), letter("ада@example.org"))

    assert peer.recipients == ["ада@example.org"]


async def test_starttls_is_used_where_it_is_offered_and_a_password_only_goes_through_it(
    tmp_path, monkeypatch
):
    async with mail_server(tls=mail_tls(tmp_path)) as peer:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "trusted.pem"))
        await send(read_smtp_url(peer.url), letter())
        await send(read_smtp_url(f"smtp://{USER}:{_quoted(SECRET)}@127.0.0.1:{peer.port}"), letter())

    assert peer.secured == [True, True]
    assert peer.signed_in == [False, True]


async def test_smtps_speaks_tls_from_the_first_byte(tmp_path, monkeypatch):
    async with mail_server(tls=mail_tls(tmp_path), implicit=True, auth_require_tls=False) as peer:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "trusted.pem"))
        await send(read_smtp_url(f"smtps://localhost:{peer.port}"), letter())

    assert len(peer.letters) == 1


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
async def test_a_server_nobody_vouches_for_gets_no_letter(tmp_path, scheme):
    async with mail_server(tls=mail_tls(tmp_path), implicit=scheme == "smtps") as peer:
        assert await undelivered(f"{scheme}://localhost:{peer.port}") == ("mail:no_trust", False)

    assert peer.letters == []


async def test_where_tls_is_required_and_not_offered_nothing_is_sent():
    async with mail_server() as peer:
        assert await undelivered(f"{peer.url}?starttls=required") == ("mail:server_error", False)
        await send(read_smtp_url(f"{peer.url}?starttls=off"), letter())

    assert len(peer.letters) == 1


async def test_a_wrong_password_may_be_mended_so_the_letter_waits(tmp_path, monkeypatch):
    async with mail_server(tls=mail_tls(tmp_path)) as peer:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "trusted.pem"))
        wrong = f"smtp://{USER}:wrong@127.0.0.1:{peer.port}"
        assert await undelivered(wrong) == ("mail:sign_in_refused", False)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("550 no such box for ada@example.org", ("mail:recipient_refused 550", True)),
        ("451 come back later", ("mail:recipient_refused 451", False)),
    ],
)
async def test_a_refusal_is_final_or_not_as_the_server_says_and_its_words_are_not_kept(said, fault):
    async with mail_server() as peer:
        peer.refusing = said
        assert await undelivered(peer.url) == fault


async def test_a_letter_too_large_is_refused_for_good():
    async with mail_server(data_size_limit=2000) as peer:
        fault, is_final = await undelivered(peer.url, letter(text="x" * 5000 + "\n"))

    assert (fault.split()[0], is_final) in {("mail:refused", True), ("mail:server_error", False)}


async def test_a_server_that_says_nothing_is_left_after_a_while():
    async with mail_server() as peer:
        peer.answering.clear()
        assert await undelivered(peer.url, patience=0.3) == ("mail:timeout", False)


async def test_a_dead_server_is_tried_again_later():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert await undelivered(f"smtp://127.0.0.1:{port}") == ("mail:unreachable", False)


@pytest.mark.parametrize(
    ("url", "port", "starttls"),
    [
        ("smtp://mail.example.org", 587, None),
        ("smtp://u:p@mail.example.org", 587, True),
        ("smtp://u:p@localhost:25", 25, None),
        ("smtp://u:p@[::1]:25", 25, None),
        ("smtp://u:p@mail.example.org?starttls=off", 587, False),
        ("smtps://u:p@mail.example.org", 465, False),
    ],
)
def test_a_password_to_another_machine_wants_tls(url, port, starttls):
    server = read_smtp_url(url)

    assert (server.port, server.starttls) == (port, starttls)
    assert "p@" not in repr(server)


def test_a_subject_is_read_as_it_is_written():
    name = "=?utf-8?q?=0D=0ABcc:_all@example.org?="
    assert letter(subject=f"{name}: Hi")["subject"] == f"{name.replace('=?', '= ?')}: Hi"


def test_a_subject_can_not_bring_headers_of_its_own():
    with pytest.raises(ValueError, match="may not contain"):
        compose(
            Letter(id=uuid7(), to="ada@example.org", subject="Hi\r\nBcc: all@example.org", text="", html=""),
            "bots@example.org",
        )


def _quoted(text: str) -> str:
    return text.replace(":", "%3A").replace("/", "%2F").replace(" ", "%20")

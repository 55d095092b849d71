"""What `inspect` takes for a secret; it is told of, and never repeated."""

import pytest
from inspect_documents import text

from app.engine.inspect import inspect

SECRETS = [
    "123456789:" + "Ab1" * 11 + "-_",
    "-----BEGIN OPENSSH PRIVATE KEY-----",
    "Bearer abc123DEF456ghi789",
    "Basic dXNlcjpwYXNzd29yZA==",
    "eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.dBjftJeZ4CVPmB92K27uhb",
    "AKIA" + "A1B2" * 4,
    "AIza" + "a1B2c" * 7,
    "sk-" + "a1" * 20,
    "sk-proj-" + "a1_-" * 8,
    "sk_live_" + "a1" * 12,
    "ghp_" + "a" * 36,
    "xoxb-1234567890-abcdef",
    "SG." + "a" * 22 + "." + "b" * 43,
    "hf_" + "aB" * 17,
    "https://user:secret123@db.example/",
]


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_is_found_and_never_repeated(secret):
    for written in (secret, f"My key is {secret}!", f"line\n{secret}"):
        issues = [issue for issue in inspect(text(written)) if issue.code == "text:secret"]
        assert len(issues) == 1
        assert secret not in issues[0].message + issues[0].sentence("ru")


@pytest.mark.parametrize(
    "written",
    [
        "Basic internationalization of responsibilities",
        "The bearer internationalisationalism says",
        "https://shop.example/sk-produkty-a-sluzby-online-pre-vas",
        "Order 1234567890: 20 apples, delivered tomorrow before noon",
        "Bearer {$bot.token$}",
        "https://{$session.user$}:{$session.word$}@db.example/",
        "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
        "-----BEGIN PUBLIC KEY-----",
        "+7 (999) 123-45-67, 8:30 — 17:00, https://example.com:8080/a/b@c",
    ],
)
def test_an_ordinary_text_is_no_secret(written):
    assert "text:secret" not in {issue.code for issue in inspect(text(written))}


def test_a_secret_is_not_repeated_in_the_message():
    secret = "123456789:" + "A" * 35
    assert all(secret not in issue.message for issue in inspect(text(secret)))

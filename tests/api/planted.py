"""Secrets to plant, a server that says them all back, and a bot that tells what it heard."""

import base64
import json
from typing import Any
from urllib.parse import quote

from authors import ECHO
from Crypto.PublicKey import RSA
from httpx import Response

from egress_servers import Seen, Server, answer
from mail_server import SECRET, USER, MailServer

NAMES = (
    *("key", "query", "password", "client", "token", "refresh", "other", "bad", "hook", "old"),
    *("discord", "openai", "sheet", "smtp"),
)
KEY = RSA.generate(2048).export_key(pkcs=8).decode()
SECRETS = {name: f"planted-{name}-1f9a77c3" for name in NAMES} | {
    "telegram": "123456789:AAplanted-telegram-1f9a77c3xyz",
    "mail": SECRET,
    "account": KEY.splitlines()[3],
}
SCOPES = ("session", "bot", "user", "channel")
SHEET = "1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms"


def forms(secret: str) -> set[str]:
    """As it would show: plain, in base64 alone or behind a name, encoded in an address, in a dump."""
    plain = secret.encode()
    behind = {base64.b64encode(b"x" * pad + plain).decode()[4:-4] for pad in range(3)}
    return {secret, quote(secret, safe=""), plain.hex(), base64.b64encode(plain).decode(), *behind}


class Heap:
    """All that came out anywhere, by where it came from."""

    def __init__(self) -> None:
        self.texts: list[tuple[str, str]] = []

    def add(self, where: str, text: Any) -> None:
        self.texts.append((where, text if isinstance(text, str) else json.dumps(text, default=repr)))

    async def take(self, response: Response) -> None:
        await response.aread()
        request = response.request
        self.add(f"{request.method} {request.url.path}", f"{response.headers}\n{response.text}")

    def found(self, more: dict[str, str]) -> set[tuple[str, str]]:
        return {
            (name, where)
            for name, secret in (SECRETS | more).items()
            for form in forms(secret)
            for where, text in self.texts
            if form in text
        }


async def echo(seen: Seen, writer: Any) -> None:
    """Token servers, and every service in one: it says everything back, under `/bad` as why it refuses."""
    path = seen.line.split()[1]
    if "token" in path.split("/")[1]:
        token = "sheet" if "sheet" in path else "token"
        given = {"access_token": SECRETS[token], "refresh_token": SECRETS["refresh"], "expires_in": 3600}
        writer.write(answer(200, json.dumps(given).encode()))
        return
    told = {name.lower(): value for name, value in seen.headers}
    encoded = base64.b64encode(json.dumps(told).encode()).decode()
    text = f"{seen.line} {told.get('authorization', '')} {encoded}"
    said = {"line": seen.line, "headers": told, "body": seen.body.decode(), "base64": encoded}
    is_bad = path.startswith("/bad")
    as_services = {
        "ok": not is_bad,
        "description": text,
        "message": text,
        "result": {"message_id": 1, "date": 0, "chat": {"id": 1}, "text": text},
        "id": "1",
        "content": text,
        "choices": [{"message": {"content": text}, "finish_reason": "stop"}],
        "model": text,
        "updates": {"updatedRange": text, "updatedRows": 1, "updatedCells": 1},
        "error": {"message": text, "status": "INVALID_ARGUMENT"},
    }
    body = json.dumps(said | as_services).encode()
    writer.write(answer(400 if is_bad else 200, body, f"X-Echo: {told.get('authorization', '')}"))


def _api_key(provider: str, key: str) -> dict[str, Any]:
    return {"provider": provider, "strategy": "api_key", "secret": {"api_key": key}}


def kinds(server: Server) -> dict[str, dict[str, Any]]:
    """Credentials of requests."""
    oauth = {"grant": "refresh_token", "token_url": f"{server.url}/token"}
    client = {"client_id": "c", "client_secret": SECRETS["client"], "refresh_token": SECRETS["old"]}
    in_query = {"send_in": "query", "name": "k"}
    return {
        "key": _api_key("shop", SECRETS["key"]),
        "query": _api_key("shop", SECRETS["query"]) | {"settings": in_query},
        "basic": {"strategy": "basic", "secret": {"username": "ada", "password": SECRETS["password"]}},
        "oauth": {"strategy": "oauth2", "secret": client, "settings": oauth},
        "other": {"strategy": "other", "secret": {"X-Other": SECRETS["other"]}},
    }


def services(server: Server) -> dict[str, dict[str, Any]]:
    """Credentials of integrations."""
    file = {"client_email": "robot@x.test", "private_key": KEY, "token_uri": f"{server.url}/sheet-token"}
    webhook = f"api/webhooks/1/{SECRETS['discord']}"
    mail = {"provider": "email", "strategy": "basic"}
    return {
        "telegram": _api_key("telegram", SECRETS["telegram"]),
        "discord": _api_key("discord", f"{server.url}/{webhook}"),
        "discord_bad": _api_key("discord", f"{server.url}/bad/{webhook}"),
        "openai": _api_key("openai", SECRETS["openai"]),
        "sheets": {
            "provider": "google",
            "strategy": "service_account",
            "settings": {"scopes": ["s"]},
            "secret": {"key_file": json.dumps(file)},
        },
        "mail": mail | {"secret": {"username": USER, "password": SECRETS["mail"]}},
        "mail_bad": mail | {"secret": {"username": USER, "password": SECRETS["smtp"]}},
    }


def _works(server: Server, mail: MailServer) -> list[tuple[str, str, dict[str, Any]]]:
    """(integration, credential, config), each where it is done and where it is refused."""
    message = {"chat_id": "1", "text": "x"}
    question = {"model": "m", "prompt": "x"}
    row = {"spreadsheet_id": SHEET, "values": [1]}
    letter = {"from": "a@x.test", "to": "b@x.test", "subject": "x", "text": "x"}
    there = {"host": "127.0.0.1", "port": mail.port, "security": "starttls"}
    bases = [{"base_url": base} for base in (server.url, f"{server.url}/bad")]
    return [
        *(("telegram.send_message", "telegram", message | base) for base in bases),
        *(("openai.chat_completion", "openai", question | base) for base in bases),
        *(("sheets.append_row", "sheets", row | base) for base in bases),
        *(("discord.execute_webhook", name, {"content": "x"}) for name in ("discord", "discord_bad")),
        *(("email.send", name, letter | there) for name in ("mail", "mail_bad")),
    ]


def _kept(name: str, value: str) -> list[dict[str, Any]]:
    return [{"variable": f"{scope}.{name}", "value": f"{{${value}$}}"} for scope in SCOPES]


def asking(server: Server, mail: MailServer) -> dict[str, Any]:
    """A bot that, told to go, asks with each credential, tells what it heard and keeps it."""
    groups: list[dict[str, Any]] = [
        {"id": f"ask-{name}", "type": "response", "request": name, "set": _kept(name, "response")}
        for name in kinds(server)
    ]
    for number, (integration, credential, config) in enumerate(_works(server, mail)):
        work = {"type": "integration", "integration": integration, "credential": credential}
        name = f"did{number}"
        groups.append({"id": name, **work, "config": config, "set": _kept(name, "integration")})
    names = [*kinds(server), *(group["id"] for group in groups if group["type"] == "integration")]
    groups[-1]["connections"] = [{"id": "c", "to": "told"}]
    texts = " ".join(f"{{$session.{name}|json$}}" for name in names)
    go = {"condition": "AND", "rules": [{"field": "message.text", "operator": "equal", "value": "go"}]}
    waits = {"id": "waits", "connections": [{"id": "go", "rules": go, "to": "asks"}]}
    requests = [
        {"id": name, "method": "POST", "url": f"{server.url}/{name}", "credential": name, "body": {"a": 1}}
        for name in kinds(server)
    ]
    steps = [
        {"id": "hello", "groups": [waits]},
        {"id": "asks", "proxy": True, "groups": groups},
        {"id": "told", "message": {"text": texts}, "groups": [{"id": "on"}]},
    ]
    return {**ECHO, "first_step": "hello", "steps": steps, "requests": requests}

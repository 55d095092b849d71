"""Credentials over HTTP, and the servers they are for."""

import json
from typing import Any
from urllib.parse import parse_qsl

from authors import Author, done

from egress_servers import Seen

KEY = {"strategy": "api_key", "secret": {"api_key": "k-planted-1234"}}


async def keep(author: Author, name: str = "shop", **fields: Any) -> dict[str, Any]:
    """A credential as the API shows it."""
    wanted = {"name": name, "provider": "shop", "hosts": ["127.0.0.1:*"], **KEY, **fields}
    return done(await author.call("POST", "/credentials", json=wanted), 201)


class TokenServer:
    """Gives out numbered tokens; `refuses`: a status in place of them."""

    def __init__(self, *, expires_in: Any = 3600, refuses: int | None = None, **more: Any) -> None:
        self.expires_in = expires_in
        self.refuses = refuses
        self.more = more
        self.asked: list[dict[str, str]] = []
        self.authorizations: list[str | None] = []

    async def __call__(self, seen: Seen, writer: Any) -> None:
        self.asked.append(dict(parse_qsl(seen.body.decode())))
        self.authorizations.append(seen.header("authorization"))
        status, answer = (
            200,
            {
                "access_token": f"token-{len(self.asked)}",
                "token_type": "Bearer",
                "expires_in": self.expires_in,
                **{key: value.replace("#", str(len(self.asked))) for key, value in self.more.items()},
            },
        )
        if self.refuses is not None:
            status, answer = self.refuses, {"error": "invalid_grant"}
        body = json.dumps(answer).encode()
        writer.write(f"HTTP/1.1 {status} Any\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)

"""What the process is told by its environment or `.env`."""

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

_TOKEN = re.compile(r"[\x21-\x7e]+")


def _address(told: str) -> str:
    parts = urlsplit(told)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("write a whole address, such as http://localhost:8000")
    return told


def _token(told: SecretStr | None) -> SecretStr | None:
    if told is None:
        return None
    value = told.get_secret_value().strip()
    if value and not _TOKEN.fullmatch(value):
        raise ValueError("this is no token: take one of the editor (profile, tokens), whole and in one line")
    return SecretStr(value)


_LOCAL = ("127.0.0.1", "localhost", "[::1]")


class Settings(BaseSettings):
    """`mcp_api_url`: where DBCV answers. `dbcv_token`: whose hands stdio has; over HTTP each caller brings
    one."""

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    mcp_api_url: Annotated[str, AfterValidator(_address)] = "http://127.0.0.1:8000"
    mcp_host: str = "127.0.0.1"
    mcp_port: int = Field(default=8001, ge=1, le=65535)
    mcp_calls_per_minute: int = Field(default=600, ge=1, le=1_000_000)
    mcp_allowed_hosts: Annotated[str, NoDecode] = ""
    dbcv_token: SecretStr | None = None

    @property
    def api_root(self) -> str:
        """Of every REST route, without a slash at the end."""
        return f"{self.mcp_api_url.rstrip('/')}/api/v1"

    @property
    def allowed_hosts(self) -> list[str]:
        """Values of the Host header that are answered."""
        named = [word.strip() for word in self.mcp_allowed_hosts.split(",") if word.strip()]
        local = [form for host in (*_LOCAL, self.mcp_host) for form in (host, f"{host}:*")]
        return [*local, *named]

    @property
    def allowed_origins(self) -> list[str]:
        """Values of the Origin header, which browsers send, that are answered: pages of the same hosts."""
        return [f"{scheme}://{host}" for scheme in ("http", "https") for host in self.allowed_hosts]


class StdioSettings(Settings):
    """Of the environment alone: we are started in whatever folder somebody works in, and its `.env` is not
    ours to believe."""

    model_config = SettingsConfigDict(env_file=None)

    dbcv_token: Annotated[SecretStr | None, AfterValidator(_token)] = None

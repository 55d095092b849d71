"""One typed Settings object, read once from the environment or `.env`."""

import re
from email.utils import parseaddr
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import parse_qs, unquote, urlsplit

from pydantic import Field, SecretStr, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from app.secret_files import FileSource

type Network = IPv4Network | IPv6Network
_HERE = {"0.0.0.0", "::", "127.0.0.1", "::1"}  # noqa: S104 - recognised, not bound to
# By setting: how its address begins.
_SCHEMES = {
    "database_url": ("postgresql", "postgres", "postgresql+asyncpg"),
    "redis_url": ("redis", "rediss", "unix"),
    "cache_redis_url": ("redis", "rediss", "unix"),
    "public_url": ("http", "https"),
    "mcp_url": ("http", "https"),
}
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
type Words = Annotated[tuple[str, ...], NoDecode]


class Settings(BaseSettings):
    """Lists are comma-separated. Secrets never show in a repr."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True, hide_input_in_errors=True)

    database_url: SecretStr = SecretStr("postgresql://dbcv@127.0.0.1/dbcv")
    redis_url: SecretStr = SecretStr("redis://127.0.0.1:6379/0")
    cache_redis_url: SecretStr | None = None
    db_pool_size: int = Field(default=8, ge=1, le=200)
    db_max_overflow: int = Field(default=4, ge=0, le=200)

    role: Literal["user", "bot"] = "user"
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    public_url: str | None = None
    mcp_url: str | None = None
    dbcv_data_dir: Path = Path(".dbcv")
    s3_endpoint: str | None = None
    s3_access_key: SecretStr | None = None
    s3_secret_key: SecretStr | None = None
    s3_bucket: str | None = None
    s3_region: str | None = None
    cors_origins: Words = ()
    trusted_proxies: Words = ()

    secret_box_key: SecretStr | None = None
    secret_box_old_keys: SecretStr | None = None
    jwt_secret: SecretStr | None = None
    metrics_token: SecretStr | None = None
    metrics_host: str = "127.0.0.1"
    metrics_port: int | None = Field(default=None, ge=1, le=65535)
    first_admin_email: str | None = None
    first_admin_password: SecretStr | None = None
    registration: Literal["invite", "closed", "open"] = "invite"
    registration_role: Literal["ADMIN", "DEVELOPER", "USER"] = "USER"
    smtp_url: SecretStr | None = None
    mail_from: str | None = None
    egress_allow: Words = ()
    egress_proxies: Words = ()

    access_token_minutes: int = Field(default=15, ge=1)
    refresh_token_days: int = Field(default=30, ge=1)
    login_failures_allowed: int = Field(default=10, ge=1)
    login_failures_minutes: int = Field(default=5, ge=1)
    anonymous_per_minute: int = Field(default=3000, ge=1)
    webhook_per_minute: int = Field(default=6000, ge=1)
    message_backlog: int = Field(default=1000, ge=1)
    queue_limit: int = Field(default=10_000, ge=0)
    message_rate: int = Field(default=120, ge=0)
    message_burst: int = Field(default=60, ge=1)
    sockets_per_person: int = Field(default=20, ge=0)
    sockets_per_address: int = Field(default=1000, ge=0)
    connections: int = Field(default=20_000, ge=0)
    connections_per_address: int = Field(default=1000, ge=0)
    message_max_bytes: int = Field(default=256 * 1024, ge=1024)
    attachment_max_bytes: int = Field(default=25 * 1024 * 1024, ge=1)
    attachment_types: Words = ()
    media_workspace_bytes: int = Field(default=2 * 1024**3, ge=1)
    media_person_bytes: int = Field(default=200 * 1024 * 1024, ge=1)
    uploads_per_minute: int = Field(default=120, ge=1)
    sandbox_seconds: float = Field(default=1.0, gt=0, le=30)
    sandbox_memory_mb: int = Field(default=96, ge=16)
    sandbox_prints_kb: int = Field(default=64, ge=1)
    sandbox_result_kb: int = Field(default=256, ge=1)
    sandbox_workers: int = Field(default=80, ge=1)
    sandbox_all_memory_mb: int = Field(default=1024, ge=64)
    trace_days: int = Field(default=30, ge=1)
    message_days: int = Field(default=0, ge=0)
    anonymous_days: int = Field(default=180, ge=0)

    @classmethod
    def settings_customise_sources(  # pyright: ignore[reportIncompatibleMethodOverride] - they come by name
        cls, settings_cls: type[BaseSettings], **sources: PydanticBaseSettingsSource
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is given here, then NAME_FILE, the environment, `.env`."""
        given, *others = sources.values()
        return given, FileSource(settings_cls), *others

    @field_validator(
        "cors_origins", "trusted_proxies", "egress_allow", "egress_proxies", "attachment_types", mode="before"
    )
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(word.strip() for word in value.split(",") if word.strip())
        return value

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        for word in given:
            try:
                ip_network(word, strict=False)
            except ValueError:
                raise ValueError(f"{word!r} is no network, such as 10.0.0.0/8") from None
        return given

    @field_validator(*_SCHEMES)
    @classmethod
    def _address[Given: (str | None, SecretStr, SecretStr | None)](
        cls, given: Given, told: ValidationInfo
    ) -> Given:
        """Never repeated: there may be a password in it."""
        text = given.get_secret_value() if isinstance(given, SecretStr) else given
        schemes = _SCHEMES[told.field_name or ""]
        if text and not _is_address(text, schemes):
            raise ValueError(
                f"an address is wanted that begins with {' or '.join(f'{one}://' for one in schemes)}"
            )
        return given

    @field_validator("s3_endpoint")
    @classmethod
    def _storage(cls, given: str | None) -> str | None:
        """Its scheme may be left out."""
        url = given if not given or "//" in given else f"https://{given}"
        if url and (not _is_address(url, ("http", "https")) or urlsplit(url).path.strip("/")):
            raise ValueError("the address of a server is wanted, such as https://s3.example.org")
        return given

    @field_validator("s3_bucket")
    @classmethod
    def _bucket(cls, given: str | None) -> str | None:
        if given and not _BUCKET.fullmatch(given):
            raise ValueError("3 to 63 small letters, digits, dots and hyphens are wanted")
        return given

    @field_validator("metrics_port", mode="before")
    @classmethod
    def _maybe_port(cls, given: object) -> object:
        """None where it is empty, as in a file whose line was left."""
        return None if given == "" else given

    @field_validator("smtp_url")
    @classmethod
    def _mail_server(cls, given: SecretStr | None) -> SecretStr | None:
        """None where it is empty, as in a file whose line was left."""
        if given is None or not given.get_secret_value():
            return None
        parts = urlsplit(given.get_secret_value())
        starttls = parse_qs(parts.query).get("starttls", ["auto"])[0]
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or parts.port == 0:
            raise ValueError("smtp://user:password@host:587 or smtps://user:password@host:465 is wanted")
        if starttls not in {"auto", "required", "off"}:
            raise ValueError("starttls is auto, required or off")
        return given

    @field_validator("mail_from")
    @classmethod
    def _sender(cls, given: str | None) -> str | None:
        if given and (not parseaddr(given)[1].isascii() or "@" not in parseaddr(given)[1] or "\n" in given):
            raise ValueError("An address is wanted, such as DBCV <bots@example.org>")
        return given or None

    @property
    def sender(self) -> str:
        """Whom letters are from: MAIL_FROM, the user of SMTP_URL where that is an address, or made up."""
        if self.mail_from:
            return self.mail_from
        url = "" if self.smtp_url is None else self.smtp_url.get_secret_value()
        username = unquote(urlsplit(url).username or "")
        host = urlsplit(self.own_address).hostname
        return username if "@" in username else f"DBCV <dbcv@{host}>"

    @property
    def own_address(self) -> str:
        """How people reach this installation, without a slash at the end; never what a request says."""
        here = "localhost" if self.host in _HERE else self.host
        return (self.public_url or self._at(here)).rstrip("/")

    @property
    def own_addresses(self) -> tuple[str, ...]:
        """All that links of ours may begin with."""
        return self.own_address, self._at(self.host)

    def _at(self, host: str) -> str:
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    @model_validator(mode="after")
    def _whole_s3(self) -> Self:
        """Half a configuration would be found out by the first upload."""
        keys = (self.s3_access_key, self.s3_secret_key)
        parts = [bool(self.s3_bucket), *(bool(one and one.get_secret_value()) for one in keys)]
        if self.s3_endpoint and not all(parts):
            raise ValueError("S3_ENDPOINT needs S3_BUCKET, S3_ACCESS_KEY and S3_SECRET_KEY")
        if self.s3_bucket and not self.s3_endpoint:
            raise ValueError("S3_BUCKET is of no use without S3_ENDPOINT")
        return self

    @property
    def trusted_networks(self) -> tuple[Network, ...]:
        """Networks whose X-Forwarded-* headers are believed."""
        return tuple(ip_network(word, strict=False) for word in self.trusted_proxies)

    @property
    def own_origins(self) -> tuple[str, ...]:
        """Origins of pages that may reach every channel: CORS_ORIGINS, and our own where a proxy hides it."""
        return (*self.cors_origins, *((self.public_url.rstrip("/"),) if self.public_url else ()))

    @property
    def postgres_dsn(self) -> str:
        """Plain `postgresql://`, as asyncpg wants it."""
        return self.database_url.get_secret_value().replace("postgresql+asyncpg://", "postgresql://", 1)


def _is_address(text: str, schemes: tuple[str, ...]) -> bool:
    """Only what speaks HTTP has to name a host: databases may be sockets in a folder."""
    try:
        parts = urlsplit(text)
        is_port = parts.port is None or parts.port > 0
    except ValueError:
        return False
    return (
        parts.scheme in schemes and is_port and (not parts.scheme.startswith("http") or bool(parts.hostname))
    )


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The process's settings; tests build `Settings(...)` of their own."""
    return Settings()

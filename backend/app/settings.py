"""One typed Settings object, read once from the environment or `.env`."""

from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

type Network = IPv4Network | IPv6Network
type Words = Annotated[tuple[str, ...], NoDecode]


class Settings(BaseSettings):
    """Lists are comma-separated. Secrets never show in a repr."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    database_url: SecretStr = SecretStr("postgresql://dbcv@127.0.0.1/dbcv")
    redis_url: SecretStr = SecretStr("redis://127.0.0.1:6379/0")
    cache_redis_url: SecretStr | None = None
    db_pool_size: int = Field(default=8, ge=1, le=200)
    db_max_overflow: int = Field(default=4, ge=0, le=200)

    role: Literal["user", "bot"] = "user"
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    public_url: str | None = None
    dbcv_data_dir: Path = Path(".dbcv")
    cors_origins: Words = ()
    trusted_proxies: Words = ()

    secret_box_key: SecretStr | None = None
    jwt_secret: SecretStr | None = None
    first_admin_email: str | None = None
    first_admin_password: SecretStr | None = None
    registration: Literal["invite", "closed", "open"] = "invite"
    registration_role: Literal["ADMIN", "DEVELOPER", "USER"] = "USER"
    smtp_url: SecretStr | None = None
    egress_allow: Words = ()

    access_token_minutes: int = Field(default=15, ge=1)
    refresh_token_days: int = Field(default=30, ge=1)
    login_failures_allowed: int = Field(default=10, ge=1)
    login_failures_minutes: int = Field(default=5, ge=1)
    anonymous_per_minute: int = Field(default=3000, ge=1)
    webhook_per_minute: int = Field(default=6000, ge=1)
    message_backlog: int = Field(default=1000, ge=1)
    message_max_bytes: int = Field(default=256 * 1024, ge=1024)
    trace_days: int = Field(default=30, ge=1)

    @field_validator("cors_origins", "trusted_proxies", "egress_allow", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(word.strip() for word in value.split(",") if word.strip())
        return value

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


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The process's settings; tests build `Settings(...)` of their own."""
    return Settings()

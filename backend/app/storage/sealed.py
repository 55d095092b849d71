"""Every column that holds something sealed with the installation's key (kit/sealing.py)."""

from dataclasses import dataclass

from .models import Alert, Base, Channel, CredentialEntity, CredentialToken, OutgoingMail


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedColumn:
    """`named`: a column beside it that says which key sealed it."""

    model: type[Base]
    column: str
    named: str | None = None


SEALED: tuple[SealedColumn, ...] = (
    SealedColumn(model=CredentialEntity, column="sealed", named="key_id"),
    SealedColumn(model=CredentialToken, column="sealed"),
    SealedColumn(model=Channel, column="secret"),
    SealedColumn(model=Channel, column="old_secret"),
    SealedColumn(model=Alert, column="secret"),
    SealedColumn(model=OutgoingMail, column="secret"),
)

"""Steps that do things: credentials with their tokens."""

import sqlalchemy as sa
from alembic import op

revision = "doing"
down_revision = "authoring"
branch_labels = None
depends_on = None

# Rather fail and be tried again than make every reader wait behind us.
LOCK_TIMEOUT = "set local lock_timeout = '5s'"


def upgrade() -> None:
    op.execute(LOCK_TIMEOUT)
    _credentials()


def downgrade() -> None:
    op.execute(LOCK_TIMEOUT)
    op.drop_table("credential_token")
    op.drop_index("uq_credential_entity_default_of_workspace", table_name="credential_entity")
    op.drop_index("uq_credential_entity_default_of_bot", table_name="credential_entity")
    op.drop_column("credential_entity", "sealed_at")
    op.drop_column("credential_entity", "settings")


def _credentials() -> None:
    # Nothing could make credentials before, so there are no rows to fill in.
    op.add_column("credential_entity", sa.Column("settings", sa.JSON(none_as_null=True), nullable=False))
    op.add_column(
        "credential_entity",
        sa.Column("sealed_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
    )
    op.create_index(
        "uq_credential_entity_default_of_bot",
        "credential_entity",
        ["bot_id", "provider"],
        unique=True,
        postgresql_where=sa.text("is_default"),
    )
    op.create_index(
        "uq_credential_entity_default_of_workspace",
        "credential_entity",
        ["workspace_id", "provider"],
        unique=True,
        postgresql_where=sa.text("is_default and bot_id is null"),
    )
    op.create_table(
        "credential_token",
        sa.Column("credential_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("renewing_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["credential_id"],
            ["credential_entity.id"],
            name=op.f("fk_credential_token_credential_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("credential_id", name=op.f("pk_credential_token")),
    )

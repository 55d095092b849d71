"""What authors edit together: the log of changes to drafts, and what came with it."""

import sqlalchemy as sa
from alembic import op

revision = "authoring"
down_revision = "foundation"
branch_labels = None
depends_on = None

# Rather fail and be tried again than make every reader wait behind us.
LOCK_TIMEOUT = "set local lock_timeout = '5s'"


def upgrade() -> None:
    op.execute(LOCK_TIMEOUT)
    _changes()
    _sign_ins()
    _mail()
    _counts()
    _media()
    _subscribers()
    op.add_column(
        "bot", sa.Column("publish_needs_tests", sa.Boolean(), server_default="false", nullable=False)
    )


def downgrade() -> None:
    op.execute(LOCK_TIMEOUT)
    op.drop_column("bot", "publish_needs_tests")
    op.drop_column("subscriber", "is_added")
    op.drop_index(op.f("ix_attachment_stored_file_id"), table_name="attachment")
    op.drop_column("attachment", "stored_file_id")
    op.drop_column("attachment", "key")
    op.drop_table("stored_file")
    op.create_index("ix_session_bot_id", "session", ["bot_id"], unique=False)
    op.drop_index("ix_session_bot_id_created_at", table_name="session")
    op.drop_table("watermark")
    op.drop_table("step_count")
    op.drop_table("outgoing_mail")
    op.drop_table("account_link")
    op.drop_table("access_token")
    op.drop_column("sign_in", "seen_at")
    op.drop_column("sign_in", "agent")
    op.drop_table("draft_operation")
    op.drop_table("draft_change")


def _changes() -> None:
    op.create_table(
        "draft_change",
        sa.Column("bot_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("operations", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("inverse", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("touched", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["bot_id"], ["bot.id"], name=op.f("fk_draft_change_bot_id_bot"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("bot_id", "revision", name=op.f("pk_draft_change")),
    )
    op.create_index(op.f("ix_draft_change_author_id"), "draft_change", ["author_id"], unique=False)
    op.create_table(
        "draft_operation",
        sa.Column("bot_id", sa.Uuid(), nullable=False),
        sa.Column("operation_id", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Text(), nullable=True),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bot_id"], ["bot.id"], name=op.f("fk_draft_operation_bot_id_bot"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("bot_id", "operation_id", name=op.f("pk_draft_operation")),
    )
    op.create_index(
        "ix_draft_operation_bot_id_revision", "draft_operation", ["bot_id", "revision"], unique=False
    )


def _sign_ins() -> None:
    op.add_column("sign_in", sa.Column("agent", sa.Text(), nullable=True))
    op.add_column("sign_in", sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "access_token",
        *_row(),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("scopes", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["sign_in.id"], name=op.f("fk_access_token_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_access_token_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_token")),
        sa.UniqueConstraint("digest", name=op.f("uq_access_token_digest")),
    )
    op.create_index(op.f("ix_access_token_user_id"), "access_token", ["user_id"], unique=False)


def _mail() -> None:
    op.create_table(
        "account_link",
        *_row(),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind in ('reset', 'verify', 'change')", name=op.f("ck_account_link_kind")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_account_link_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_link")),
        sa.UniqueConstraint("digest", name=op.f("uq_account_link_digest")),
    )
    op.create_index(op.f("ix_account_link_user_id"), "account_link", ["user_id"], unique=False)
    op.create_table(
        "outgoing_mail",
        *_row(),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("invitation_id", sa.Uuid(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("secret", sa.LargeBinary(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("fault", sa.Text(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_outgoing_mail_user_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"],
            ["invitation.id"],
            name=op.f("fk_outgoing_mail_invitation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_mail")),
    )
    for column in ("user_id", "invitation_id", "due_at"):
        op.create_index(op.f(f"ix_outgoing_mail_{column}"), "outgoing_mail", [column], unique=False)


def _row() -> list[sa.Column[object]]:
    """The columns of every row that has an id of its own."""
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
    ]


def _counts() -> None:
    op.create_table(
        "step_count",
        sa.Column("bot_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("group_key", sa.Text(), nullable=False),
        sa.Column("connection_key", sa.Text(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("kind in ('entered', 'left', 'no_match')", name=op.f("ck_step_count_kind")),
        sa.ForeignKeyConstraint(
            ["bot_id"], ["bot.id"], name=op.f("fk_step_count_bot_id_bot"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint(
            "bot_id",
            "version",
            "day",
            "kind",
            "step",
            "group_key",
            "connection_key",
            name=op.f("pk_step_count"),
        ),
    )
    op.create_table(
        "watermark",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_watermark")),
    )
    # The newest conversations of a bot come first in its list; `created_at` never changes: updates stay hot.
    op.create_index("ix_session_bot_id_created_at", "session", ["bot_id", "created_at", "id"], unique=False)
    op.drop_index("ix_session_bot_id", table_name="session")


def _media() -> None:
    op.create_table(
        "stored_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("doomed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
    )
    op.create_index(
        "uq_stored_file_content",
        "stored_file",
        ["workspace_id", "sha256"],
        unique=True,
        postgresql_where=sa.text("doomed_at is null"),
    )
    op.create_index(
        "ix_stored_file_doomed_at",
        "stored_file",
        ["doomed_at"],
        postgresql_where=sa.text("doomed_at is not null"),
    )
    op.create_index(op.f("ix_stored_file_touched_at"), "stored_file", ["touched_at"], unique=False)
    # Nothing could upload before, so there are no rows to fill in.
    op.add_column("attachment", sa.Column("key", sa.Text(), nullable=False))
    op.add_column("attachment", sa.Column("stored_file_id", sa.Uuid(), nullable=False))
    op.create_foreign_key(
        op.f("fk_attachment_stored_file_id"), "attachment", "stored_file", ["stored_file_id"], ["id"]
    )
    op.create_index(op.f("ix_attachment_stored_file_id"), "attachment", ["stored_file_id"], unique=False)


def _subscribers() -> None:
    op.add_column("subscriber", sa.Column("is_added", sa.Boolean(), server_default="false", nullable=False))

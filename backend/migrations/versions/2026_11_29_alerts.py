"""Problems are counted by minute, and a bot's people are told when they rise."""

import sqlalchemy as sa
from alembic import op

revision = "alerts"
down_revision = "old_messages"
branch_labels = None
depends_on = None

# Rather fail and be tried again than make every reader wait behind us.
LOCK_TIMEOUT = "set local lock_timeout = '5s'"

KINDS = "kind in ('risen', 'still', 'over', 'trial')"
TABLES = ("alert_delivery", "alert_reader", "alert", "problem_count")


def upgrade() -> None:
    op.execute(LOCK_TIMEOUT)
    _counts()
    _alerts()
    _readers()
    _deliveries()


def downgrade() -> None:
    op.execute(LOCK_TIMEOUT)
    for table in TABLES:
        op.drop_table(table)


def _counts() -> None:
    op.create_table(
        "problem_count",
        sa.Column("bot_id", sa.Uuid(), nullable=False),
        _moment("minute", nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        _of_bot("problem_count"),
        sa.PrimaryKeyConstraint("bot_id", "minute", "code", name=op.f("pk_problem_count")),
    )
    op.create_index(op.f("ix_problem_count_minute"), "problem_count", ["minute"])


def _alerts() -> None:
    op.create_table(
        "alert",
        sa.Column("bot_id", sa.Uuid(), nullable=False),
        sa.Column("is_on", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("more_than", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("secret", sa.LargeBinary(), nullable=True),
        _moment("due_at", nullable=False),
        _moment("since"),
        _moment("calm_at"),
        _moment("told_at"),
        sa.Column("fault", sa.Text(), nullable=True),
        _moment("fault_at"),
        *_row(),
        _of_bot("alert"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
        sa.UniqueConstraint("bot_id", name=op.f("uq_alert_bot_id")),
    )
    op.create_index("ix_alert_due_at", "alert", ["due_at"], postgresql_where=sa.text("is_on"))


def _readers() -> None:
    op.create_table(
        "alert_reader",
        sa.Column("bot_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("fault", sa.Text(), nullable=True),
        _moment("fault_at"),
        _of_bot("alert_reader"),
        _of_user("alert_reader"),
        sa.PrimaryKeyConstraint("bot_id", "user_id", name=op.f("pk_alert_reader")),
    )
    op.create_index(op.f("ix_alert_reader_user_id"), "alert_reader", ["user_id"])


def _deliveries() -> None:
    op.create_table(
        "alert_delivery",
        sa.Column("bot_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.JSON(none_as_null=True), nullable=False),
        _moment("due_at", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        *_row(),
        sa.CheckConstraint(KINDS, name=op.f("ck_alert_delivery_kind")),
        _of_bot("alert_delivery"),
        _of_user("alert_delivery"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_delivery")),
    )
    for column in ("bot_id", "user_id", "due_at"):
        op.create_index(op.f(f"ix_alert_delivery_{column}"), "alert_delivery", [column])


def _row() -> tuple[sa.Column[object], ...]:
    now = sa.text("now()")
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=now, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=now, nullable=False),
    )


def _moment(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _of_bot(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_bot_id")
    return sa.ForeignKeyConstraint(["bot_id"], ["bot.id"], name=name, ondelete="CASCADE")


def _of_user(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_user_id")
    return sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=name, ondelete="CASCADE")

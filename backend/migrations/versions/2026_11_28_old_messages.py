"""Old messages are found without reading all of them."""

from alembic import op

revision = "old_messages"
down_revision = "clock"
branch_labels = None
depends_on = None

# Rather fail and be tried again than make every reader wait behind us.
LOCK_TIMEOUT = "set local lock_timeout = '5s'"

NAME = op.f("ix_message_created_at")


def upgrade() -> None:
    op.execute(LOCK_TIMEOUT)
    op.create_index(NAME, "message", ["created_at"], postgresql_using="brin")


def downgrade() -> None:
    op.execute(LOCK_TIMEOUT)
    op.drop_index(NAME, "message")

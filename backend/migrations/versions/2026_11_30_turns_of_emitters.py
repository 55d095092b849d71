"""People due are found emitter by emitter, so that one of many people keeps no other waiting."""

import sqlalchemy as sa
from alembic import op

revision = "turns_of_emitters"
down_revision = "alerts"
branch_labels = None
depends_on = None

# Rather fail and be tried again than make every reader wait behind us.
LOCK_TIMEOUT = "set local lock_timeout = '5s'"

IS_DUE = sa.text("due_at is not null")


def upgrade() -> None:
    op.execute(LOCK_TIMEOUT)
    op.create_index("ix_recipient_turn", "recipient", ["emitter_id", "due_at"], postgresql_where=IS_DUE)
    op.drop_index("ix_recipient_due", "recipient", postgresql_where=IS_DUE)


def downgrade() -> None:
    op.execute(LOCK_TIMEOUT)
    op.create_index("ix_recipient_due", "recipient", ["due_at"], postgresql_where=IS_DUE)
    op.drop_index("ix_recipient_turn", "recipient", postgresql_where=IS_DUE)

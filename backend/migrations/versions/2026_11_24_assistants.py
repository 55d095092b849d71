"""Which access token did it."""

import sqlalchemy as sa
from alembic import op

revision = "assistants"
down_revision = "chat"
branch_labels = None
depends_on = None

# Rather fail and be tried again than make every reader wait behind us.
LOCK_TIMEOUT = "set local lock_timeout = '5s'"


def upgrade() -> None:
    op.execute(LOCK_TIMEOUT)
    op.add_column("audit", sa.Column("token_id", sa.Uuid(), nullable=True))
    op.add_column("draft_change", sa.Column("token_id", sa.Uuid(), nullable=True))


def downgrade() -> None:
    op.execute(LOCK_TIMEOUT)
    op.drop_column("draft_change", "token_id")
    op.drop_column("audit", "token_id")

"""Which refresh token was given for which."""

import sqlalchemy as sa
from alembic import op

revision = "followed_tokens"
down_revision = "proposals"
branch_labels = None
depends_on = None

# Rather fail and be tried again than make every reader wait behind us.
LOCK_TIMEOUT = "set local lock_timeout = '5s'"


def upgrade() -> None:
    op.execute(LOCK_TIMEOUT)
    op.add_column("refresh_token", sa.Column("follows", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.execute(LOCK_TIMEOUT)
    op.drop_column("refresh_token", "follows")

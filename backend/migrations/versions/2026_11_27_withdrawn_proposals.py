"""Proposals are withdrawn by those who made them."""

from alembic import op

revision = "withdrawn_proposals"
down_revision = "followed_tokens"
branch_labels = None
depends_on = None

# Rather fail and be tried again than make every reader wait behind us.
LOCK_TIMEOUT = "set local lock_timeout = '5s'"

NAME = op.f("ck_proposal_state")


def upgrade() -> None:
    op.execute(LOCK_TIMEOUT)
    op.drop_constraint(NAME, "proposal", type_="check")
    op.create_check_constraint(NAME, "proposal", "state in ('open', 'accepted', 'rejected', 'withdrawn')")


def downgrade() -> None:
    op.execute(LOCK_TIMEOUT)
    op.execute("update proposal set state = 'rejected' where state = 'withdrawn'")
    op.drop_constraint(NAME, "proposal", type_="check")
    op.create_check_constraint(NAME, "proposal", "state in ('open', 'accepted', 'rejected')")

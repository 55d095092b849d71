"""People whom a site vouches for, and the secrets it signs with."""

import sqlalchemy as sa
from alembic import op

revision = "chat"
down_revision = "doing"
branch_labels = None
depends_on = None

# Rather fail and be tried again than make every reader wait behind us.
LOCK_TIMEOUT = "set local lock_timeout = '5s'"


def upgrade() -> None:
    op.execute(LOCK_TIMEOUT)
    op.add_column("anonymous_user", sa.Column("workspace_id", sa.Uuid(), nullable=True))
    op.add_column("anonymous_user", sa.Column("external_id", sa.Text(), nullable=True))
    op.add_column("anonymous_user", sa.Column("email", sa.Text(), nullable=True))
    op.create_foreign_key(
        op.f("fk_anonymous_user_workspace_id"),
        "anonymous_user",
        "workspace",
        ["workspace_id"],
        ["id"],
        ondelete="CASCADE",
    )
    op.create_unique_constraint(
        op.f("uq_anonymous_user_workspace_id_external_id"), "anonymous_user", ["workspace_id", "external_id"]
    )
    op.add_column("channel", sa.Column("old_secret", sa.LargeBinary(), nullable=True))
    op.add_column("channel", sa.Column("old_secret_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("sign_in", sa.Column("channel_id", sa.Uuid(), nullable=True))


def downgrade() -> None:
    op.execute(LOCK_TIMEOUT)
    op.drop_column("sign_in", "channel_id")
    op.drop_column("channel", "old_secret_until")
    op.drop_column("channel", "old_secret")
    op.drop_constraint(op.f("uq_anonymous_user_workspace_id_external_id"), "anonymous_user", type_="unique")
    op.drop_constraint(op.f("fk_anonymous_user_workspace_id"), "anonymous_user", type_="foreignkey")
    op.drop_column("anonymous_user", "email")
    op.drop_column("anonymous_user", "external_id")
    op.drop_column("anonymous_user", "workspace_id")

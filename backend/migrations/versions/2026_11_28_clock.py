"""What the clock needs to fire emitters and crons."""

import sqlalchemy as sa
from alembic import op

revision = "clock"
down_revision = "withdrawn_proposals"
branch_labels = None
depends_on = None

# Rather fail and be tried again than make every reader wait behind us.
LOCK_TIMEOUT = "set local lock_timeout = '5s'"

# A person is noted only where somebody has an emitter by people's own times, so others pay for one look.
TRIGGERS = """
create function note_person(workspace uuid, person uuid) returns void language plpgsql as $$
begin
    if exists (
        select from bot b join emitter e on e.bot_id = b.id
        where b.workspace_id = workspace and e.is_personal
    ) then
        insert into person_change (workspace_id, person_id) values (workspace, person);
    end if;
end $$;

create function note_changed_variables() returns trigger language plpgsql as $$
begin
    perform note_person(new.workspace_id, new.person_id);
    return null;
end $$;

create function note_new_subscriber() returns trigger language plpgsql as $$
begin
    perform note_person((select c.workspace_id from channel c where c.id = new.channel_id), new.member_id);
    return null;
end $$;

create trigger note_new_variables after insert on user_variables
for each row execute function note_changed_variables();

create trigger note_changed_variables after update on user_variables
for each row when (old.variables::text is distinct from new.variables::text)
execute function note_changed_variables();

create trigger note_new_subscriber after insert on subscriber
for each row when (new.kind <> 'bot') execute function note_new_subscriber();
"""
NO_TRIGGERS = """
drop trigger note_new_subscriber on subscriber;
drop trigger note_changed_variables on user_variables;
drop trigger note_new_variables on user_variables;
drop function note_new_subscriber();
drop function note_changed_variables();
drop function note_person(uuid, uuid);
"""


def upgrade() -> None:
    op.execute(LOCK_TIMEOUT)
    op.add_column("emitter", sa.Column("is_personal", sa.Boolean(), server_default="false", nullable=False))
    op.add_column("emitter", sa.Column("held_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_emitter_personal", "emitter", ["bot_id"], postgresql_where=sa.text("is_personal"))
    op.create_index(
        "ix_emitter_held", "emitter", ["held_at"], postgresql_where=sa.text("held_at is not null")
    )
    op.add_column("cron", sa.Column("nominal_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("update cron set nominal_at = next_at")
    _runs()
    _recipients()
    for statement in TRIGGERS.split("\n\n"):
        op.execute(statement)


def downgrade() -> None:
    op.execute(LOCK_TIMEOUT)
    for statement in NO_TRIGGERS.strip().splitlines():
        op.execute(statement)
    op.drop_table("person_change")
    op.drop_table("recipient")
    op.drop_table("emitter_run")
    op.drop_column("cron", "nominal_at")
    op.drop_index("ix_emitter_held", table_name="emitter")
    op.drop_index("ix_emitter_personal", table_name="emitter")
    op.drop_column("emitter", "held_at")
    op.drop_column("emitter", "is_personal")


def _runs() -> None:
    op.create_table(
        "emitter_run",
        sa.Column("emitter_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="send", nullable=False),
        sa.Column("cause", sa.Text(), server_default="schedule", nullable=False),
        sa.Column("state", sa.Text(), server_default="open", nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("occurrence", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_person", sa.Uuid(), nullable=True),
        *(
            sa.Column(name, sa.Integer(), server_default="0", nullable=False)
            for name in ("sent", "postponed", "passed", "failed")
        ),
        sa.Column("problems", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("kind in ('send', 'plan', 'own')", name=op.f("ck_emitter_run_kind")),
        sa.CheckConstraint("cause in ('schedule', 'person')", name=op.f("ck_emitter_run_cause")),
        sa.CheckConstraint(
            "state in ('open', 'done', 'skipped', 'stopped')", name=op.f("ck_emitter_run_state")
        ),
        sa.ForeignKeyConstraint(
            ["emitter_id"], ["emitter.id"], name=op.f("fk_emitter_run_emitter_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emitter_run")),
        sa.UniqueConstraint(
            "emitter_id", "kind", "occurrence", name=op.f("uq_emitter_run_emitter_id_kind_occurrence")
        ),
    )
    op.create_index(
        "ix_emitter_run_open", "emitter_run", ["updated_at"], postgresql_where=sa.text("state = 'open'")
    )


def _recipients() -> None:
    op.create_table(
        "recipient",
        sa.Column("emitter_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("channel_id", sa.Uuid(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("occurrence", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fired", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("emitter_id", "person_id", name=op.f("pk_recipient")),
        postgresql_with={"autovacuum_vacuum_scale_factor": "0.02", "autovacuum_vacuum_cost_delay": "0"},
    )
    op.create_index(
        "ix_recipient_due", "recipient", ["due_at"], postgresql_where=sa.text("due_at is not null")
    )
    op.create_index(op.f("ix_recipient_person_id"), "recipient", ["person_id"], unique=False)
    op.create_table(
        "person_change",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_change")),
    )

"""What is read of sessions' states without reading them whole."""

from typing import Any

from sqlalchemy import JSON, Boolean, ColumnElement, Integer, Text, column, func, literal_column

from app.storage.models import Session

_OUTER = """coalesce((
    select string_agg(frame->>'instance', '/' order by n) || '/'
    from json_array_elements(kept.frames) with ordinality as inside(frame, n)
), '') || kept.step"""


def kept_state() -> Any:
    """The state's own keys as a row beside its session, each parsed once."""
    columns = (
        column("version", Integer),
        column("step", Text),
        column("frames", JSON),
        column("finished", Boolean),
        column("awaiting", JSON),
    )
    return func.json_to_record(Session.state).table_valued(*columns).render_derived("kept", with_types=True)


def place() -> ColumnElement[str]:
    """`outer/inner`, of the row `kept`."""
    return literal_column(_OUTER, Text)

"""What is checked of schedules and messages beyond their shape."""

from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import ValidationError

from app.engine import values
from app.engine.document import Message
from app.engine.rules.compile import compile_rules
from app.kit.api.faults import faulty

from .faults import Fault, fault, refused
from .schemas import Matching
from .series import series_of
from .shapes import CronFields, ScheduleIn
from .times import fields_of, is_field, times_of

LARGEST = 64 * 1024  # bytes of a message, and of an audience, as JSON
LATEST_ZONE = timedelta(hours=12)  # where a day ends last
SCOPES = frozenset({"user", "bot", "channel", "system"})


def cron_faults(cron: CronFields, at: datetime, path: str = "body") -> list[Fault]:
    """What is wrong with a cron that is to fire later than `at`."""
    given = fields_of(cron)
    if not given:
        return [fault(path, "cron:empty")]
    faults = [fault(f"{path}.{name}", f"cron:{name}") for name in given if not is_field(name, given[name])]
    if faults:
        return faults
    if cron.start_at is not None and cron.end_at is not None and cron.end_at < cron.start_at:
        return [fault(f"{path}.end_at", "cron:end_before_start")]
    return [] if times_of(cron, at).after(at) is not None else [fault(path, "cron:never_fires")]


def check_cron(cron: CronFields, at: datetime) -> None:
    """InvalidInput `schedule:invalid` with each faulty field, in English and Russian."""
    if faults := cron_faults(cron, at):
        raise refused(faults)


def check_schedule(schedule: ScheduleIn, at: datetime) -> None:
    """Likewise."""
    path = "body.schedule"
    faults: list[Fault] = []
    if schedule.at is not None and schedule.at <= at:
        faults = [fault(f"{path}.at", "emitter:past")]
    if schedule.at_local is not None and schedule.at_local.replace(tzinfo=UTC) + LATEST_ZONE <= at:
        faults = [fault(f"{path}.at_local", "emitter:past")]
    if schedule.every is not None and schedule.end_at is not None:
        faults = _faults_of_span(schedule, schedule.end_at, at)
    for number, cron in enumerate(schedule.crons or ()):
        faults += cron_faults(cron, at, f"{path}.crons.{number}")
    if faults:
        raise refused(faults)


def _faults_of_span(schedule: ScheduleIn, end_at: datetime, at: datetime) -> list[Fault]:
    if end_at < (schedule.start_at or at):
        return [fault("body.schedule.end_at", "cron:end_before_start")]
    is_over = series_of(schedule.kept(at), at).after(at) is None
    return [fault("body.schedule.end_at", "cron:never_fires")] if is_over else []


def checked_message(given: dict[str, Any]) -> dict[str, Any]:
    """The message as it is stored; InvalidInput where it is none or says nothing."""
    try:
        message = Message.model_validate(given)
    except ValidationError as error:
        raise faulty(error.errors(), "body", "message", shape=Message) from None
    if not (message.text or message.attachments or message.widget):
        raise refused([fault("body.message", "emitter:empty_message")])
    kept = message.model_dump(mode="json", exclude_defaults=True)
    if len(values.encode(kept)) > LARGEST:
        raise refused([fault("body.message", "emitter:too_large")])
    return kept


def check_rules(audience: Matching) -> None:
    """InvalidInput with what no rule set may have."""
    if len(values.encode(audience.rules)) > LARGEST:
        raise refused([fault("body.audience.rules", "emitter:too_large")])
    found = compile_rules(audience.rules, SCOPES).faults
    if found:
        at = ["body.audience.rules", *("." + str(part) for part in found[0].at)]
        raise refused([{"path": "".join(at), "code": found[0].code, "message": found[0].message}])

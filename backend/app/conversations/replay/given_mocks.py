"""Answers an author sends along with a replay, checked as those of a conversation test are."""

from app.engine import DocumentError
from app.engine.document.reading_tests import read_test
from app.engine.simulation import Mocks, RunCodeWith
from app.kit.errors import InvalidInput

from .schemas import ReplayIn


def mocks_of(wanted: ReplayIn, run_code: RunCodeWith) -> Mocks:
    """InvalidInput `replay:faulty_mocks` with every fault by path, in English and Russian."""
    raw = wanted.model_dump(include={"http", "integrations"}, exclude_unset=True)
    try:
        read = read_test({**raw, "turns": [{"start": True}]})
    except DocumentError as faulty:
        fields = [{**fault.as_json("en"), "message_ru": fault.sentence("ru")} for fault in faulty.faults]
        raise InvalidInput("replay:faulty_mocks", "These are no mocks.", fields=fields) from None
    return Mocks(read.http, read.integrations, run_code)

"""What the settings allow the code of all bots, divided among the processes that run it."""

from collections.abc import Mapping

from app.settings import Settings

_WORKERS, _MEMORY = "SANDBOX_WORKERS", "SANDBOX_ALL_MEMORY_MB"
_OF_API = 8  # it runs only what authors try: an eighth
_OWN_MB = 8  # of a worker, beside what its code may take
_LEAST_MB = 64  # the smallest there is of the setting


def code_shares(told: Mapping[str, str], workers: int) -> tuple[dict[str, str], dict[str, str]]:
    """More environment for the API, and for each of so many user workers.

    What cannot be divided is left as it is: the processes refuse it.
    """
    try:
        count, memory, call = (_number(told, name) for name in (_WORKERS, _MEMORY, "SANDBOX_MEMORY_MB"))
    except ValueError:
        return {}, {}
    if min(count, call) < 1 or memory < _LEAST_MB:
        return {}, {}
    equal = memory // (workers + 1)
    of_api = {_WORKERS: max(1, count // _OF_API), _MEMORY: min(equal, max(memory // _OF_API, call + _OWN_MB))}
    of_worker = {
        name: (total - of_api[name]) // workers for name, total in ((_WORKERS, count), (_MEMORY, memory))
    }
    return _told(of_api), _told(of_worker)


def _number(told: Mapping[str, str], name: str) -> int:
    return int(told.get(name) or Settings.model_fields[name.lower()].default)


def _told(share: Mapping[str, int]) -> dict[str, str]:
    return {_WORKERS: str(max(1, share[_WORKERS])), _MEMORY: str(max(_LEAST_MB, share[_MEMORY]))}

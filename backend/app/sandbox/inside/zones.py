"""Time zones out of memory: inside there are no files to read them from."""

import io
import os
import zoneinfo
from zoneinfo import _common

_MAGIC = b"TZif"


def load_zones(folder: str) -> None:
    """Keeps every zone below the folder; from here on `zoneinfo` knows these and looks nowhere else."""
    zones = dict(_read(folder))

    def load(key: str) -> io.BytesIO:
        if key not in zones:
            raise zoneinfo.ZoneInfoNotFoundError(f"There is no time zone {key}")
        return io.BytesIO(zones[key])

    zoneinfo.reset_tzpath(())
    _common.load_tzdata = load
    zoneinfo.available_timezones = lambda: set(zones)


def _read(folder: str):  # noqa: ANN202 - a generator of (name, bytes)
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)  # noqa: PTH118 - pathlib is not loaded here
            with open(path, "rb") as file:  # noqa: PTH123
                source = file.read()
            if source.startswith(_MAGIC):
                yield os.path.relpath(path, folder), source

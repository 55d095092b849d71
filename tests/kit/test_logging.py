"""A log that cannot be written costs nobody their work."""

import os
import subprocess
import sys

from app.kit.logging import Lines
from servers import product_environment

# A file may have so many bytes in this process: what goes beyond fails as on a full disk.
LOGS_ON_A_FULL_DISK = """
import resource, signal, structlog
from app.kit.logging import configure_logging
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
configure_logging("api")
log = structlog.get_logger()
log.info("first")
resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
for _ in range(3):
    log.info("lost")
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
log.info("last")
"""


def test_who_logs_goes_on_where_the_disk_is_full_and_the_log_says_what_it_has_not(tmp_path):
    with (tmp_path / "log").open("wb") as log:
        subprocess.run(
            [sys.executable, "-c", LOGS_ON_A_FULL_DISK], stderr=log, env=product_environment(), check=True
        )
    lines = (tmp_path / "log").read_text().splitlines()
    assert len(lines) == 3
    assert '"event": "first"' in lines[0]
    assert lines[1] == '{"event": "log_lines_lost", "count": 3}'
    assert '"event": "last"' in lines[2]


def test_a_text_that_is_no_text_is_written_as_well_as_can_be():
    reading, writing = os.pipe()
    Lines(writing).write("half of a pair: \ud800\n")
    assert os.read(reading, 100) == b"half of a pair: \\ud800\n"
    os.close(reading)
    os.close(writing)

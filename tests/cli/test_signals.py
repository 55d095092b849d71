"""Commands that are told to stop, in the ways a shell begins them."""

import signal
import subprocess
import sys

import pytest

from at_a_terminal import at_a_terminal
from servers import product_environment

COMMAND = """
import asyncio
from app.cli.signals import stopped_in_order

async def work():
    try:
        print("working", flush=True)
        await asyncio.sleep(60)
    finally:
        print("tidied", flush=True)

with stopped_in_order():
    asyncio.run(work())
"""


def begun(*ignored: signal.Signals) -> subprocess.Popen[str]:
    running = subprocess.Popen(
        at_a_terminal(sys.executable, "-c", COMMAND, ignoring=ignored),
        stdout=subprocess.PIPE,
        text=True,
        env=product_environment(),
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "working\n"
    return running


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_whichever_signal_says_so_it_tidies_up_and_ends(number: signal.Signals):
    with begun() as running:
        running.send_signal(number)

        assert running.communicate(timeout=60) == ("tidied\n", None)
    assert running.returncode == 130


def test_begun_in_the_background_of_a_script_it_can_be_ended():
    with begun(signal.SIGINT) as running:
        running.send_signal(signal.SIGTERM)

        assert running.communicate(timeout=60) == ("tidied\n", None)
    assert running.returncode == 130


def test_begun_by_nohup_it_outlives_the_terminal():
    with begun(signal.SIGHUP) as running:
        running.send_signal(signal.SIGHUP)
        running.send_signal(signal.SIGTERM)

        assert running.communicate(timeout=60) == ("tidied\n", None)
    assert running.returncode == 130

"""`dbcv health`: whether a process of this machine says that it is well, for supervisors and containers."""

import argparse
import os
import sys
from pathlib import Path

from app.embedded.probes import http_ready
from app.embedded.running import running_environment

_HERE = "127.0.0.1"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port", type=int, help="of the process (METRICS_PORT, PORT, that of the running `dbcv up`, 8000)"
    )
    parser.add_argument("--path", default="/health/ready", help="what is asked (/health/ready)")


def run(args: argparse.Namespace) -> int:
    """0 when it answers 200, and says nothing."""
    port = args.port or _port()
    if http_ready(_HERE, port, args.path):
        return 0
    print(f"dbcv health: http://{_HERE}:{port}{args.path} does not answer with 200", file=sys.stderr)
    return 1


def _port() -> int:
    told = os.environ.get("METRICS_PORT") or os.environ.get("PORT")
    if told:
        return int(told)
    return int(running_environment(Path(os.environ.get("DBCV_DATA_DIR") or ".dbcv")).get("PORT") or "8000")

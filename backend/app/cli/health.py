"""`dbcv health`: whether a process of this machine says that it is well, for supervisors and containers."""

import argparse
import os

from app.embedded.probes import http_ready

_HERE = "127.0.0.1"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, help="of the process (METRICS_PORT, else PORT, else 8000)")
    parser.add_argument("--path", default="/health/ready", help="what is asked (/health/ready)")


def run(args: argparse.Namespace) -> int:
    """0 when it answers 200, and says nothing."""
    told = os.environ.get("METRICS_PORT") or os.environ.get("PORT") or "8000"
    return 0 if http_ready(_HERE, args.port or int(told), args.path) else 1

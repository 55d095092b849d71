"""`dbcv bench`: the benchmarks of a checkout."""

import argparse
import sys
from importlib import import_module
from pathlib import Path

import app

_CHECKOUT = Path(app.__file__).parents[2]


def configure(parser: argparse.ArgumentParser) -> None:
    """Whatever follows is for the benchmarks, `--help` too."""
    parser.prefix_chars = ""
    parser.add_argument("words", nargs=argparse.REMAINDER)


def run(args: argparse.Namespace) -> int:
    """0 when the results are written; 1 where there is no checkout."""
    if not (_CHECKOUT / "bench" / "run.py").is_file():
        print("dbcv bench: the benchmarks are not installed; run it in a checkout", file=sys.stderr)
        return 1
    sys.path.insert(0, str(_CHECKOUT))
    sys.argv = ["dbcv bench", *args.words]
    import_module("bench.run").main()
    return 0

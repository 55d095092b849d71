"""`dbcv schema`: the JSON Schema of bot and template documents."""

import argparse
import json

from app.engine.document import document_schema


def configure(parser: argparse.ArgumentParser) -> None:
    """It takes no arguments."""
    del parser


def run(args: argparse.Namespace) -> int:
    """Prints the schema."""
    del args
    print(json.dumps(document_schema(), ensure_ascii=False, indent=2))
    return 0

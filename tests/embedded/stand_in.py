"""A supervisor over a table given as JSON; prints `ready` when everything runs."""

import json
import os
import sys
from pathlib import Path

from app.embedded.spec import ProcessSpec
from app.embedded.supervisor import Supervisor


def main() -> int:
    specs = [
        ProcessSpec(
            **{
                **row,
                "argv": tuple(row["argv"]),
                "after": tuple(row.get("after", ())),
                "log": Path(row["log"]) if "log" in row else None,
                "env": dict(os.environ),
            }
        )
        for row in json.loads(sys.argv[1])
    ]
    failed = Supervisor(
        specs,
        on_ready=lambda: print("ready", flush=True),
        log=lambda line: print(line, file=sys.stderr, flush=True),
    ).run()
    if failed is not None:
        print(f"failed {failed}", flush=True)
    return 0 if failed is None else 1


sys.exit(main())

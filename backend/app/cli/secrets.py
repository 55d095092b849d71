"""`dbcv secrets DIR`: every secret of an installation in containers, each where it is needed."""

import argparse
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from app.embedded.secrets import password
from app.kit.secrets import new_secret

_READ_BY_US: Final = 0o400
_READ_BY_ALL: Final = 0o444  # by another image's user; whoever sees the folder is that service alone
_S3_MAY: Final = ("Admin", "Read", "Write", "List", "Tagging")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "What is there already stays as it is."
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--postgres", default="postgres:5432", metavar="HOST:PORT")
    parser.add_argument("--redis", default="redis:6379", metavar="HOST:PORT")
    parser.add_argument("--cache", default="cache-redis:6379", metavar="HOST:PORT")


def run(args: argparse.Namespace) -> int:
    """0 when all of them are there."""
    made = _Made(args.folder)
    database = made.secret("postgres/password", password, _READ_BY_ALL)
    made.secret("app/database_url", lambda: f"postgresql://dbcv:{database}@{args.postgres}/dbcv")
    for name, host in (("redis", args.redis), ("cache", args.cache)):
        opens = made.secret(f"{name}/password", password, _READ_BY_ALL)
        made.secret(f"{name}/valkey.conf", lambda opens=opens: f"requirepass {opens}", _READ_BY_ALL)
        url = f"redis://:{opens}@{host}/0"
        made.secret(f"app/{'redis_url' if name == 'redis' else 'cache_redis_url'}", lambda url=url: url)
    access = made.secret("app/s3_access_key", password)
    secret = made.secret("app/s3_secret_key", password)
    made.secret("s3/s3.json", lambda: _s3_identities(access, secret), _READ_BY_ALL)
    made.secret("app/jwt_secret", new_secret)
    made.secret("app/secret_box_key", new_secret)
    made.secret("app/metrics_token", password)
    print(f"{made.count} secrets made in {args.folder}.")
    return 0


class _Made:
    """Files that were missing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.count = 0

    def secret(self, name: str, make: Callable[[], str], mode: int = _READ_BY_US) -> str:
        """What the file holds, made on first use; it appears whole or not at all."""
        path = self._folder / name
        if not path.exists():
            path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
            self._write(path, make() + "\n", mode)
            self.count += 1
        return path.read_text().strip()

    @staticmethod
    def _write(path: Path, text: str, mode: int) -> None:
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        draft.unlink(missing_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(descriptor, "w") as file:
            os.fchmod(descriptor, mode)
            file.write(text)
            file.flush()
            os.fsync(descriptor)
        draft.rename(path)


def _s3_identities(access: str, secret: str) -> str:
    """As SeaweedFS reads them."""
    credentials = [{"accessKey": access, "secretKey": secret}]
    return json.dumps({"identities": [{"name": "dbcv", "credentials": credentials, "actions": _S3_MAY}]})

"""A real S3-compatible server (SeaweedFS) on loopback: it checks signatures and keeps what it is given."""

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx

from app.embedded.ports import free_port

ACCESS_KEY = "media"
SECRET_KEY = "media-secret-key"
PATIENCE = 90  # seconds
MAY = ["Admin", "Read", "Write", "List", "Tagging"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectStorage:
    """`endpoint` as S3_ENDPOINT takes it."""

    program: subprocess.Popen[bytes]
    endpoint: str

    def settings(self, bucket: str) -> dict[str, str]:
        """What tells the product of it."""
        return {
            "s3_endpoint": self.endpoint,
            "s3_access_key": ACCESS_KEY,
            "s3_secret_key": SECRET_KEY,
            "s3_bucket": bucket,
        }

    def stop(self) -> None:
        self.program.terminate()
        self.program.wait(timeout=PATIENCE)


def start_object_storage(folder: Path) -> ObjectStorage:
    config = folder / "s3.json"
    credentials = [{"accessKey": ACCESS_KEY, "secretKey": SECRET_KEY}]
    config.write_text(
        json.dumps({"identities": [{"name": "media", "credentials": credentials, "actions": MAY}]})
    )
    names = ("s3.port", "s3.port.grpc", "filer.port", "filer.port.grpc", "master.port", "master.port.grpc")
    ports = dict(zip((*names, "volume.port", "volume.port.grpc"), _free_ports(8), strict=True))
    with (folder / "log.txt").open("wb") as log:
        program = subprocess.Popen(
            [
                str(Path(sys.executable).with_name("weed")),
                "mini",
                f"-dir={folder}",
                "-ip=127.0.0.1",
                "-ip.bind=127.0.0.1",
                "-master.telemetry=false",
                "-webdav=false",
                "-admin.ui=false",
                "-s3.port.iceberg=0",
                "-s3.port.lance=0",
                f"-s3.config={config}",
                *(f"-{name}={port}" for name, port in ports.items()),
            ],
            stdout=subprocess.DEVNULL,
            stderr=log,
            cwd=folder,
        )
    started = ObjectStorage(program=program, endpoint=f"http://127.0.0.1:{ports['s3.port']}")
    _wait_until_it_answers(started, folder)
    return started


def _wait_until_it_answers(started: ObjectStorage, folder: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and started.program.poll() is None:
        try:
            if httpx.get(started.endpoint, timeout=10).status_code < 500:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    started.program.kill()
    raise RuntimeError(f"object storage did not start: {(folder / 'log.txt').read_text()[-2000:]}")


def _free_ports(count: int) -> set[int]:
    """No two are the same."""
    found: set[int] = set()
    while len(found) < count:
        found.add(free_port())
    return found

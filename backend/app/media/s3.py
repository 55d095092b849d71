"""Object storage that speaks S3. The client is synchronous, so it works on threads (architecture.md 5)."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import certifi
import structlog
import urllib3
from minio import Minio
from minio.error import MinioException, S3Error
from urllib3 import BaseHTTPResponse
from urllib3.exceptions import HTTPError

from app.settings import Settings

from .pieces import Pieces
from .ports import FileMissing, StoreUnavailable
from .threads import THREADS, Threads

log = structlog.get_logger()

PATIENCE = urllib3.Timeout(connect=5, read=30)  # seconds
GONE = frozenset({"NoSuchKey", "NoSuchBucket"})


class S3Store:
    """Objects in one bucket, which is made when the first file comes and it is not there."""

    def __init__(self, client: Minio, bucket: str, threads: Threads) -> None:
        self._client = client
        self._bucket = bucket
        self._threads = threads

    async def put(self, name: str, source: Path) -> None:
        await self._run(lambda: self._put(name, source))

    async def open(self, name: str, start: int, length: int) -> Pieces:
        answer = await self._run(
            lambda: self._client.get_object(self._bucket, name, offset=start, length=length)
        )
        return Pieces(lambda most: self._run(lambda: answer.read(most)), lambda: _let_go(answer), length)

    async def has(self, name: str, size: int) -> bool:
        try:
            found = await self._run(lambda: self._client.stat_object(self._bucket, name))
        except FileMissing:
            return False
        return found.size == size

    async def delete(self, name: str) -> None:
        await self._run(lambda: self._delete(name))

    async def prepare(self) -> None:
        def make() -> None:
            if not self._client.bucket_exists(self._bucket):
                self._make_bucket()

        await self._run(make)

    def close(self) -> None:
        self._threads.close()

    def _put(self, name: str, source: Path) -> None:
        try:
            self._send(name, source)
        except S3Error as fault:
            if fault.code != "NoSuchBucket":
                raise
            self._make_bucket()
            self._send(name, source)

    def _make_bucket(self) -> None:
        """Another process may make it at this moment."""
        try:
            self._client.make_bucket(self._bucket)
        except S3Error as fault:
            if fault.code not in {"BucketAlreadyOwnedByYou", "BucketAlreadyExists"}:
                raise

    def _send(self, name: str, source: Path) -> None:
        with source.open("rb") as file:
            self._client.put_object(self._bucket, name, file, source.stat().st_size)

    def _delete(self, name: str) -> None:
        try:
            self._client.remove_object(self._bucket, name)
        except S3Error as fault:
            if fault.code not in GONE:
                raise

    async def _run[T](self, call: Callable[[], T]) -> T:
        try:
            return await self._threads.run(call)
        except (MinioException, HTTPError, OSError) as fault:
            if isinstance(fault, S3Error) and fault.code in GONE:
                raise FileMissing from fault
            reason = fault.code if isinstance(fault, S3Error) else type(fault).__name__
            log.warning("object_storage_failed", reason=reason)
            raise StoreUnavailable from fault


def _let_go(answer: BaseHTTPResponse) -> None:
    """Closed first: a connection with half an answer on it must not be used again."""
    answer.close()
    answer.release_conn()


def open_s3(settings: Settings, threads: Threads) -> S3Store:
    """The store the S3_… settings name; nothing connects before it is asked."""
    given = settings.s3_endpoint or ""
    address = urlsplit(given if "//" in given else f"https://{given}")
    pool = urllib3.PoolManager(
        timeout=PATIENCE,
        maxsize=THREADS,
        retries=urllib3.Retry(total=2, backoff_factor=0.2, status_forcelist=(500, 502, 503, 504)),
        cert_reqs="CERT_REQUIRED",
        ca_certs=certifi.where(),
    )
    client = Minio(
        address.netloc,
        access_key=settings.s3_access_key.get_secret_value() if settings.s3_access_key else None,
        secret_key=settings.s3_secret_key.get_secret_value() if settings.s3_secret_key else None,
        secure=address.scheme == "https",
        region=settings.s3_region,
        http_client=pool,
    )
    return S3Store(client, settings.s3_bucket or "", threads)

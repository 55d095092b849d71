"""`/metrics`, in the text format of Prometheus."""

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, Counter, generate_latest

REQUESTS = Counter("dbcv_http_requests_total", "Answers given over HTTP", ("method", "status"))

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def count_answer(method: str, status: int | None) -> None:
    """Methods nobody knows are counted as one, since anybody may make some up."""
    REQUESTS.labels(method if method in _METHODS else "other", str(status or "none")).inc()


metrics = APIRouter(include_in_schema=False)


@metrics.get("/metrics")
async def _metrics() -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

"""`/metrics`, in the text format of Prometheus; with METRICS_TOKEN, for those alone who bring it."""

from secrets import compare_digest

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, Counter, generate_latest
from pydantic import SecretStr

from app.kit.errors import Unauthenticated

REQUESTS = Counter("dbcv_http_requests_total", "Answers given over HTTP", ("method", "status"))

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def count_answer(method: str, status: int | None) -> None:
    """Methods nobody knows are counted as one, since anybody may make some up."""
    REQUESTS.labels(method if method in _METHODS else "other", str(status or "none")).inc()


metrics = APIRouter(include_in_schema=False)


@metrics.get("/metrics")
async def _metrics(request: Request) -> Response:
    token: SecretStr | None = request.app.state.metrics_token
    if token is not None and not _opens(request.headers.get("authorization", ""), token):
        raise Unauthenticated("auth:required", "The metrics ask for their token.")
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


def _opens(said: str, token: SecretStr) -> bool:
    return compare_digest(said.encode(), f"Bearer {token.get_secret_value()}".encode())

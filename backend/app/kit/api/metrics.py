"""`/metrics`, in the text format of Prometheus: for those who bring METRICS_TOKEN, or, where there is none,
for this machine alone, asked directly."""

from ipaddress import ip_address

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, Counter, generate_latest
from pydantic import SecretStr

from app.kit.errors import Unauthenticated
from app.kit.status import is_let_in

REQUESTS = Counter("dbcv_http_requests_total", "Answers given over HTTP", ("method", "status"))

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
# What a proxy adds: then the neighbour is not whoever asks.
_PASSED_ON = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")


def count_answer(method: str, status: int | None) -> None:
    """Methods nobody knows are counted as one, since anybody may make some up."""
    REQUESTS.labels(method if method in _METHODS else "other", str(status or "none")).inc()


metrics = APIRouter(include_in_schema=False)


@metrics.get("/metrics")
async def _metrics(request: Request) -> Response:
    token: SecretStr | None = request.app.state.metrics_token
    is_closed = token is None or not token.get_secret_value()
    if is_closed and not _is_neighbour(request):
        raise Unauthenticated("auth:required", "Metrics are for this machine, or with METRICS_TOKEN.")
    if not is_let_in(token, request.headers.get("authorization", "")):
        raise Unauthenticated("auth:required", "The metrics ask for their token.")
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


def _is_neighbour(request: Request) -> bool:
    if request.client is None or any(name in request.headers for name in _PASSED_ON):
        return False
    try:
        return ip_address(request.client.host).is_loopback
    except ValueError:
        return False

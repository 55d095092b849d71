"""Every way to prove who calls. One more is a file here and a line in STRATEGIES."""

from collections.abc import Mapping

from .api_key import STRATEGY as API_KEY
from .base import Exchange, Strategy, Unlocked
from .basic import STRATEGY as BASIC
from .oauth2 import STRATEGY as OAUTH2
from .other import STRATEGY as OTHER
from .service_account import STRATEGY as SERVICE_ACCOUNT

STRATEGIES: Mapping[str, Strategy] = {
    "api_key": API_KEY,
    "basic": BASIC,
    "oauth2": OAUTH2,
    "service_account": SERVICE_ACCOUNT,
    "other": OTHER,
}

__all__ = ["STRATEGIES", "Exchange", "Strategy", "Unlocked"]

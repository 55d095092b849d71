"""What a site's server says of who talks, signed with the secret of its channel."""

import base64
import hashlib
import hmac
import json
import time
from typing import Any

SECRET = "a-secret-that-only-the-shop-knows-of"


def signed(secret: str, head: dict | None = None, **claims: Any) -> str:
    """As docs/widget.md says."""
    given = {"sub": "customer-42", "exp": int(time.time()) + 600, **claims}
    words = [
        base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")
        for part in (head or {"alg": "HS256", "typ": "JWT"}, given)
    ]
    text = ".".join(words)
    made = hmac.digest(secret.encode(), text.encode(), hashlib.sha256)
    return f"{text}.{base64.urlsafe_b64encode(made).decode().rstrip('=')}"

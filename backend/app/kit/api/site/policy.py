"""What the pages may do, and who may do what with them."""

import secrets

# Files of bots and what they show may come from any https address; everything that runs comes from here.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; font-src 'self'; "
    "img-src 'self' https: data: blob:; media-src 'self' https: blob:; connect-src 'self'; "
    "worker-src 'self'; frame-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_OTHERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


def nonce() -> str:
    """Another for each answer: libraries of the page make style elements, and these name it."""
    return secrets.token_urlsafe(16)


def page_headers(nonce: str) -> dict[str, str]:
    return {"Content-Security-Policy": _POLICY.format(nonce=nonce), **_OTHERS}

"""The two pages of the administration, and what each of them may do."""

from collections.abc import Mapping
from html import escape

from fastapi.responses import HTMLResponse

from app.kit.api.site.policy import nonce

from .assets import address
from .words import Words

# The page to sign in runs nothing. `form-action`: the answer to its form leads to the other page.
_SIGN_IN = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
# FastAdmin: one script of ours and one of theirs, styles that they make (each with this answer's nonce), and
# what its charts write into `style` attributes of their tooltips.
_ADMIN = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; "
    "style-src-attr 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
_OTHERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with less, browsers say of our own form that it comes from nowhere
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def admin_page(words: Words) -> HTMLResponse:
    once = nonce()
    text = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="csp-nonce" content="{once}"><title>DBCV</title>'
        f'<link rel="icon" href="{address("icon.svg")}">'
        f'<link rel="stylesheet" href="{address("index.min.css")}">'
        f'<link rel="stylesheet" href="{address("admin.css")}">'
        f'</head><body><div id="root"></div><a id="live" href="/admin/live">{escape(words.live)}</a>'
        f'<script src="{address("before.js")}"></script>'
        f'<script src="{address("index.min.js")}"></script></body></html>'
    )
    return answered(text, _ADMIN.format(nonce=once))


def sign_in_page(
    words: Words, fault: str | None = None, status: int = 200, headers: Mapping[str, str] | None = None
) -> HTMLResponse:
    told = f'<p class="fault" role="alert">{escape(fault)}</p>' if fault else ""
    text = (
        f'<!doctype html><html lang="{words.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(words.title)}</title>"
        f'<link rel="icon" href="{address("icon.svg")}">'
        f'<link rel="stylesheet" href="{address("sign-in.css")}"></head>'
        f'<body><main><h1><img src="{address("icon.svg")}" alt="">{escape(words.title)}</h1>{told}'
        '<form method="post" action="/admin/sign-in">'
        f'<label>{escape(words.email)}<input name="username" type="email" autocomplete="username" required '
        "autofocus></label>"
        f'<label>{escape(words.password)}<input name="password" type="password" '
        'autocomplete="current-password" maxlength="512" required></label>'
        f'<button type="submit">{escape(words.sign_in)}</button></form>'
        f'<p class="mild">{escape(words.hint)}</p></main></body></html>'
    )
    return answered(text, _SIGN_IN, status, headers)


def answered(
    text: str, policy: str, status: int = 200, headers: Mapping[str, str] | None = None
) -> HTMLResponse:
    return HTMLResponse(text, status, {"Content-Security-Policy": policy, **_OTHERS, **(headers or {})})

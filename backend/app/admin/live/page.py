"""The page of live figures: one script and one style of ours, and nothing from anybody else."""

from dataclasses import asdict
from html import escape

import orjson
from fastapi.responses import HTMLResponse

from ..assets import address
from ..pages import answered
from .words import LiveWords

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_OF_STREAMS = ("stream", "unread", "pending", "lately")
_OF_QUEUES = ("queue", "waiting", "oldest", "lately")


def live_page(words: LiveWords) -> HTMLResponse:
    said = {name: escape(text) for name, text in asdict(words).items() if isinstance(text, str)}
    # Words of ours for the script, in an attribute: nothing of it is ever run.
    told = escape(orjson.dumps(asdict(words)).decode())
    text = (
        f'<!doctype html><html lang="{said["language"]}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{said['title']} – DBCV</title>"
        f'<link rel="icon" href="{address("icon.svg")}">'
        f'<link rel="stylesheet" href="{address("live.css")}">'
        f'<script src="{address("live.js")}" defer></script></head><body data-words="{told}">'
        f'<header><a href="/admin/">{said["back"]}</a><h1>{said["title"]}</h1>'
        f'<p id="state" role="status">{said["connecting"]}</p><time id="time"></time></header><main>'
        f"{_table(said['queues'], 'queues', *(said[one] for one in _OF_QUEUES))}"
        f"{_table(said['streams'], 'streams', *(said[one] for one in _OF_STREAMS))}"
        f'<section aria-labelledby="m"><h2 id="m">{said["memory"]}</h2><p class="big" id="memory">–</p>'
        f'<p class="mild" id="bounds"></p><div id="filled"></div></section>'
        f"{_table(said['problems'], 'problems', said['bot'], said['count'])}"
        "</main></body></html>"
    )
    return answered(text, _POLICY)


def _table(title: str, name: str, *columns: str) -> str:
    heads = "".join(f'<th scope="col">{column}</th>' for column in columns)
    return (
        f'<section aria-labelledby="{name}-title"><h2 id="{name}-title">{title}</h2>'
        f'<table><thead><tr>{heads}</tr></thead><tbody id="{name}"></tbody></table></section>'
    )

"""A shop's page with the chat on it."""

# What docs/widget.md asks of a page, and nothing beside it.
STRICT = (
    "default-src 'none'; script-src {server}; connect-src {server} {socket}; frame-src {server}; "
    "img-src {server}; style-src 'none'; base-uri 'none'; require-trusted-types-for 'script'"
)


# Of a page that lets in by nonces, and what was let in lets in its own.
NONCES = STRICT.replace("script-src {server}", "script-src 'nonce-f00d' 'strict-dynamic'")
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


TOKEN = (
    "e30.eyJzdWIiOiJjdXN0b21lci00MiIsIm5hbWUiOiJBZGEifQ.c2ln"  # says {"sub": "customer-42", "name": "Ada"}
)


def shop(server, tag="", script="", lang="en", policy=STRICT):
    """Its address; `tag` is its <dbcv-chat>, `script` the attributes of the script tag."""
    here = server.base_url
    policy = policy.format(server=here, socket=here.replace("http", "ws"))
    loaded = f'<script src="{here}/widget.js" async {script}></script>'
    head = '<meta name="viewport" content="width=device-width"><title>A shop</title>'
    html = f'<!doctype html><html lang="{lang}">{head}<h1>Teapots</h1><a href="#">Cart</a>{loaded}{tag}'
    server.pages["teapots"] = (policy, html)
    return here.replace("127.0.0.1", "localhost") + "/shop/teapots?utm_campaign=spring&secret=1"


def element(server, **attributes):
    named = {
        "channel": server.channel_id,
        **{key.replace("_", "-"): value for key, value in attributes.items()},
    }
    return "<dbcv-chat " + " ".join(f'{key}="{value}"' for key, value in named.items()) + "></dbcv-chat>"


async def enter(context, server, *shown, **attributes):
    page = await context.new_page()
    await page.goto(shop(server, element(server, **attributes), *shown))
    return page


def launcher(page):
    return page.locator(".launcher")


# The browser looks for one by itself, and the shop has none.
NO_ICON = (
    "favicon",
    "status of 404",
    'violates the following Content Security Policy directive: "default-src',
)

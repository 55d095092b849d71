"""`dbcv-mcp`: over HTTP on MCP_HOST and MCP_PORT, or `dbcv-mcp stdio` for an assistant on the same
machine."""

import argparse
import asyncio
import sys

from pydantic import ValidationError

from .serving import serve_http, serve_stdio
from .settings import Settings, StdioSettings


def main() -> int:
    """Serves until it is stopped."""
    parser = argparse.ArgumentParser(prog="dbcv-mcp", description="DBCV for assistants (MCP).")
    parser.add_argument("transport", nargs="?", choices=("http", "stdio"), default="http")
    args = parser.parse_args()
    try:
        settings = Settings() if args.transport == "http" else StdioSettings()
    except ValidationError as unfit:
        first = unfit.errors(include_url=False, include_input=False)[0]
        name = ".".join(map(str, first["loc"])).upper()
        why = first["msg"].removeprefix("Value error, ")
        print(f"dbcv-mcp: a setting is wrong: {name}: {why}.", file=sys.stderr)
        return 1
    if args.transport == "http":
        serve_http(settings)
        return 0
    if settings.dbcv_token is None or not settings.dbcv_token.get_secret_value():
        print("dbcv-mcp: give a token of DBCV as DBCV_TOKEN (editor, profile, tokens).", file=sys.stderr)
        return 1
    asyncio.run(serve_stdio(settings))
    return 0


if __name__ == "__main__":
    sys.exit(main())

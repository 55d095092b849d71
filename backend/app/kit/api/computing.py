"""The threads of this process for what takes a processor, as endpoints ask for them."""

from typing import Annotated, cast

from fastapi import Depends, Request

from app.kit.computing import Computing


def _computing(request: Request) -> Computing:
    return cast("Computing", request.app.state.computing)


TheProcessors = Annotated[Computing, Depends(_computing)]

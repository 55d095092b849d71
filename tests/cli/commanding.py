"""Running `dbcv` in this process, and a document for it."""

import io
import sys
from contextlib import redirect_stderr, redirect_stdout

import pytest

from app.cli import main

BOT = """\
dbcv: 1
kind: bot
name: Кафе
first_step: hello
steps: [{id: hello, message: {text: Hello}}]
"""
BROKEN = BOT.replace("first_step: hello", "first_step: nowhere")


class Printed(str):
    """What a command printed; `of` the value of a line `name: value`."""

    __slots__ = ()

    def of(self, name):
        return next(line for line in self.splitlines() if line.startswith(f"{name}: ")).split(": ", 1)[1]


def dbcv(*words, typed=""):
    """Exit code, output and errors of a command."""
    said, complaint = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as given, redirect_stdout(said), redirect_stderr(complaint):
        given.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
        try:
            code = main(words)
        except SystemExit as ended:
            code = ended.code
    return code, Printed(said.getvalue()), complaint.getvalue()

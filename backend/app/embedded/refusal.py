"""Why the system will not start, in words an operator can act on."""

from app.kit.errors import DbcvError


class CannotStart(DbcvError):
    """`message` says what to do; `code` is `embedded:reason`."""

    status = 503

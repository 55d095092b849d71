"""What is wrong with an archive or the place it goes to, each with its code."""

from app.kit.errors import BadRequest, Conflict, Unavailable


class Broken(BadRequest):
    """Cut short, changed, or never one of ours; `why` for whoever looks closer."""

    def __init__(self, why: str) -> None:
        super().__init__(
            "backup:broken",
            f"This is no whole backup of DBCV ({why}). Nothing was restored from it.",
            why=why,
        )


class Newer(BadRequest):
    """Made by a DBCV that came after this one."""

    def __init__(self, product: str) -> None:
        super().__init__(
            "backup:newer",
            f"This backup was made by DBCV {product}, which is newer than this one: restore it with that, "
            "or a later one.",
            product=product,
        )


class NotEmpty(Conflict):
    def __init__(self) -> None:
        super().__init__(
            "backup:not_empty",
            "There is something in this database already. With --replace all of it goes, and what the backup "
            "holds takes its place.",
        )


class InUse(Conflict):
    """`others`: connections to the database beside ours."""

    def __init__(self, others: int) -> None:
        super().__init__(
            "backup:in_use",
            f"Something else is connected to this database ({others}): stop DBCV everywhere first.",
            others=others,
        )


class Unsure(Unavailable):
    """The server went away, or we were stopped, while it committed: it may have all of it, or nothing."""

    def __init__(self) -> None:
        super().__init__(
            "backup:unsure",
            "It broke off at the very end, in the commit: the backup is restored, or nothing has changed. "
            "Look at what is there, or restore once more with --replace.",
        )


class Migrating(Conflict):
    def __init__(self) -> None:
        super().__init__(
            "backup:migrating", "The database is being brought up to date. Try again after that."
        )


class NothingThere(Conflict):
    def __init__(self) -> None:
        super().__init__("backup:nothing_there", "This database has no tables of DBCV.")


class TakenName(Conflict):
    def __init__(self, path: str) -> None:
        super().__init__("backup:file_exists", f"{path} is there already: give another name.", path=path)

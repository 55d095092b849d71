"""What can go wrong with a reply; the code is what the results count."""


class PeerFault(Exception):
    """A reply that did not come or cannot be read: `http:<status>`, `http:closed`, `ws:<reason>`."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code} {detail}".rstrip())
        self.code = code

"""Sizes as people read them."""

_STEPS = ("kB", "MB", "GB")


def size_told(size: float) -> str:
    """`12.3 MB`, in steps of a thousand."""
    if size < 1000:
        return f"{size:.0f} B"
    for step in _STEPS:
        size /= 1000
        if size < 1000:
            return f"{size:.1f} {step}"
    return f"{size / 1000:.1f} TB"

"""Every limit of the language, in one place (flow-language.md 1, 2, 3, 4.8, 5)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Sizes are bytes, times seconds, unless the name says otherwise."""

    # a turn
    steps: int = 100
    requests: int = 20
    code_calls: int = 100
    waiting: float = 60.0
    work: int = 10_000_000  # units of work.py; some hundredths of a second
    request_timeout: float = 30.0
    request_timeout_most: float = 60.0
    retries: int = 5
    template_depth: int = 20
    # variables
    variable_size: int = 64 * 1024
    scope_size: int = 256 * 1024
    value_depth: int = 100
    path_segments: int = 100
    # numbers, as powers of ten
    number_digits: int = 34
    number_highest: int = 308
    number_lowest: int = -324
    # placeholders
    placeholders: int = 100
    rendered_size: int = 64 * 1024
    placeholder_characters: int = 4096
    filters: int = 20
    # faults of one source, and of one text; more are no help to anybody
    faults: int = 1_000
    # rules
    rule_depth: int = 32
    pattern_characters: int = 1_000
    pattern_states: int = 3_500
    pattern_memory: int = 2 * 1024 * 1024
    patterns: int = 200  # of a document, each counted once
    patterns_kept: int = 256
    # the trace of a turn
    trace_entries: int = 2000
    trace_preview: int = 2000


LIMITS = Limits()

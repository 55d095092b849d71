"""The kinds of fault and their stable codes (flow-language.md 4.9).

A Problem is met while running and recorded in the trace; the flow goes on. A Fault is found in one text or
rule set without running it; `inspect` makes issues of faults. Errors, the misuse of the API, are elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Where it was met: `step` and `group` ids, None outside of one."""

    code: str
    step: str | None = None
    group: str | None = None
    detail: dict[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """`at` is the way to it inside the compiled JSON value."""

    code: str
    message: str
    at: tuple[str | int, ...] = ()


PROBLEM_CODES: Mapping[str, str] = {
    "variable:read_only": "This variable cannot be written.",
    "variable:not_an_object": "On the way to this variable stands something that is not an object.",
    "variable:not_a_number": "Only numbers can be added, so the variable was left as it was.",
    "variable:not_a_list": "Elements can only be removed from a list.",
    "variable:too_large": "The variable or its scope would become too large, so it was not written.",
    "template:filter": "A filter cannot be applied to this value, so the value was left as it was.",
    "template:too_large": "A text has too many placeholders or became too long, so it was cut.",
    "template:input": "The inputs of a template do not fit its schema, so it was skipped.",
    "template:not_found": "There is no such template, so it was skipped.",
    "template:too_deep": "Templates are nested too deep, so this one was skipped.",
    "rule:unknown_operator": "There is no such operator.",
    "rule:bad_pattern": "The regular expression is not valid or too large.",
    "rule:invalid": "The rule has no field, or its value or group is malformed.",
    "rule:too_deep": "Groups of rules are nested too deep.",
    "flow:too_many_steps": "Too many steps were entered in one turn.",
    "flow:too_much_work": "The turn tested and wrote more than one turn may, so it was ended.",
    "flow:unknown_step": "There is no such step, so the conversation stayed where it was.",
    "message:file_not_found": "There is no such uploaded file, so it was left out of the message.",
    "http:timeout": "The server did not answer in time.",
    "http:connection": "The server could not be reached.",
    "http:blocked": "Requests to this address are not allowed.",
    "http:too_large": "The answer is too large.",
    "http:redirects": "The server redirected too often.",
    "http:invalid": "The request is not valid.",
    "http:too_many": "Too many requests, or too much waiting, in one turn.",
    "http:unknown": "It is not known whether the request was carried out.",
    "code:error": "The code raised an error.",
    "code:timeout": "The code took too long.",
    "code:memory": "The code used too much memory.",
    "code:too_many": "Too much code was run, or there was too much waiting, in one turn.",
    "code:output": "What the code returned is not JSON or too large.",
    "integration:connection": "The service could not be reached.",
}


def problem_sentence(code: str) -> str:
    """One plain sentence for any problem code; integrations bring codes of their own (flow-language.md 6)."""
    if code in PROBLEM_CODES:
        return PROBLEM_CODES[code]
    if code.startswith("integration:"):
        return "The service answered with an error."
    return "Something went wrong here."

"""Inspecting: the issues of a document, found without running it (flow-language.md 4.9)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from heapq import nsmallest

from ..document import BotDocument, TemplateDocument
from .addressing import address_of
from .channel_limits import CHANNEL_LIMITS, ChannelLimits
from .channels import check_channels
from .code import check_code, code_places
from .contents import check_contents
from .flow import Flow, Templates
from .focus import focus_on
from .instances import check_instances
from .integrations import check_integrations
from .issue import Fix, Issue
from .kept_tests import check_tests
from .messages import check_messages
from .outside import check_outside
from .parts import is_seen
from .reads import check_reads
from .requests import check_requests
from .rule_sets import check_rules
from .secrets_written import check_secrets
from .structure import check_structure
from .surroundings import (
    NOTHING_KNOWN,
    UNREAD,
    CodeFault,
    CodeUnread,
    CodeVerdict,
    KnownIntegration,
    ReadCode,
    Surroundings,
)
from .variables import check_writes
from .ways import check_ways
from .work import check_work

__all__ = [
    "CHANNEL_LIMITS",
    "CHECKS",
    "UNREAD",
    "ChannelLimits",
    "CodeFault",
    "CodeUnread",
    "CodeVerdict",
    "Fix",
    "Issue",
    "KnownIntegration",
    "ReadCode",
    "Surroundings",
    "code_to_read",
    "inspect",
    "inspect_parts",
]

_MOST = 1_000  # more are no help to anybody

CHECKS: tuple[Callable[[Flow], Iterator[Issue]], ...] = (
    check_structure,
    check_ways,
    check_work,
    check_outside,
    check_code,
    check_integrations,
    check_messages,
    check_channels,
    check_contents,
    check_secrets,
    check_rules,
    check_writes,
    check_reads,
    check_requests,
    check_instances,
    check_tests,
)


def inspect(
    document: BotDocument | TemplateDocument,
    templates: Iterable[TemplateDocument] = (),
    surroundings: Surroundings = NOTHING_KNOWN,
) -> list[Issue]:
    """Errors first, then by place, at most a thousand.

    `templates` are known beside those bundled in the document, which win.
    """
    bundled = _bundled(document)
    known = _known(templates, bundled)
    flows = _flows(document, known, surroundings)
    return _sorted(flows[0], (issue for flow in flows for check in CHECKS for issue in check(flow)))


def inspect_parts(
    document: BotDocument,
    touched: Iterable[Sequence[str | int]],
    templates: Iterable[TemplateDocument] = (),
    surroundings: Surroundings = NOTHING_KNOWN,
) -> list[Issue]:
    """What `inspect` says of the parts that were touched, without reading the others closely.

    `touched` are paths that name parts by their ids. What leads to a part that is no longer there is told
    too, what is inside a bundled template is not.
    """
    known = _known(templates, document.templates)
    flow = Flow(document, (), known, surroundings, focus_on(touched))
    return _sorted(flow, (issue for check in CHECKS for issue in check(flow) if is_seen(flow, issue)))


def code_to_read(
    document: BotDocument | TemplateDocument, touched: Iterable[Sequence[str | int]] | None = None
) -> list[str]:
    """Each source that `inspect`, or `inspect_parts` of what was touched, will want read; once."""
    if touched is None:
        flows = _flows(document, {}, NOTHING_KNOWN)
    else:
        flows = [Flow(document, (), {}, focus=focus_on(touched))]
    places = (place for flow in flows for place in code_places(flow))
    return list(dict.fromkeys(place.group.code or "" for place in places))


def _flows(
    document: BotDocument | TemplateDocument, known: Templates, surroundings: Surroundings
) -> list[Flow]:
    """Of the document, then of each template bundled in it."""
    flows = [Flow(document, (), known, surroundings)]
    flows += [
        Flow(template, ("templates", number), known, surroundings)
        for number, template in enumerate(_bundled(document))
    ]
    return flows


def _bundled(document: BotDocument | TemplateDocument) -> Sequence[TemplateDocument]:
    return document.templates if isinstance(document, BotDocument) else ()


def _known(templates: Iterable[TemplateDocument], bundled: Sequence[TemplateDocument]) -> Templates:
    return {(template.id, template.version): template for template in (*templates, *bundled)}


def _sorted(flow: Flow, issues: Iterable[Issue]) -> list[Issue]:
    """With their targets: where two parts have one id it names none."""
    found = nsmallest(_MOST, issues, key=lambda issue: issue.order)
    if flow.has_doubled_ids:
        return found
    return [replace(issue, target=address_of(flow.document, issue.at)) for issue in found]

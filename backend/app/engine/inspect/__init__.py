"""Inspecting: the issues of a document, found without running it (flow-language.md 4.9)."""

from collections.abc import Callable, Iterable, Iterator

from ..document import BotDocument, TemplateDocument
from .contents import check_contents
from .flow import Flow
from .instances import check_instances
from .issue import Fix, Issue
from .kept_tests import check_tests
from .messages import check_messages
from .requests import check_requests
from .rule_sets import check_rules
from .structure import check_structure
from .variables import check_variables
from .ways import check_ways
from .work import check_work

__all__ = ["CHECKS", "Fix", "Issue", "inspect"]

CHECKS: tuple[Callable[[Flow], Iterator[Issue]], ...] = (
    check_structure,
    check_ways,
    check_work,
    check_messages,
    check_contents,
    check_rules,
    check_variables,
    check_requests,
    check_instances,
    check_tests,
)


def inspect(
    document: BotDocument | TemplateDocument, templates: Iterable[TemplateDocument] = ()
) -> list[Issue]:
    """Errors first, then by place. `templates` are known beside those bundled in the document, which win."""
    bundled = document.templates if isinstance(document, BotDocument) else []
    known = {(template.id, template.version): template for template in (*templates, *bundled)}
    flows = [Flow(document, (), known)]
    flows += [Flow(template, ("templates", number), known) for number, template in enumerate(bundled)]
    found = [issue for flow in flows for check in CHECKS for issue in check(flow)]
    return sorted(found, key=lambda issue: issue.order)

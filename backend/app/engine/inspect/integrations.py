"""Settings of integrations, as far as they are written out, and credentials they cannot do without."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from ..fitting import converted, fitted, missing, schema_at
from ..schema_check import Misfit, misfits
from .fixing import removing, renaming
from .flow import Flow, GroupPlace
from .issue import Fix, Issue, Path
from .judged_rule import has_placeholder
from .surroundings import KnownIntegration


def check_integrations(flow: Flow) -> Iterator[Issue]:
    """Only of integrations that are known; what a placeholder gives is not judged."""
    known = flow.surroundings.integrations or {}
    for place in flow.groups_seen:
        integration = known.get(place.group.integration or "")
        if integration is not None and place.group.type == "integration":
            yield from _config(flow, place, integration)
            yield from _credential(flow, place, integration)


def _config(flow: Flow, place: GroupPlace, integration: KnownIntegration) -> Iterator[Issue]:
    config, faults = fitted(integration.input, place.group.config)
    for fault in faults:
        if fault.keyword == "required":
            at = (*place.at, "config", *_written(place.group.config, fault.at))
            for name in missing(integration.input, config, fault.at):
                yield flow.issue("group:missing_setting", at, place.step_id, found=_named((*fault.at, name)))
        elif fault.keyword == "additionalProperties":
            yield _unknown(flow, place, integration, fault)
        elif not has_placeholder(_value(config, fault.at)):
            at = (*place.at, "config", *_written(place.group.config, fault.at))
            detail: dict[str, Any] = {"found": _named(fault.at), "keyword": fault.keyword}
            yield flow.issue("group:bad_setting", at, place.step_id, **detail)


def _unknown(flow: Flow, place: GroupPlace, integration: KnownIntegration, fault: Misfit) -> Issue:
    """The fix puts the value under the name that was meant, where nothing stands yet."""
    written = _written(place.group.config, fault.at)
    at = (*place.at, "config", *written)
    wrong, within = str(fault.at[-1]), fault.at[:-1]
    names = cast("Mapping[str, Any]", schema_at(integration.input, within).get("properties") or {})
    meant = flow.meant(f"settings of {place.group.integration} {_named(within)}", wrong, names)
    fix: Fix | None = None
    if meant and meant.sure and written == fault.at:
        given: Mapping[str, Any] = _value(place.group.config, within)
        if meant.word not in given and _fits(names[meant.word], given[wrong]):
            fix = renaming(flow, at, given, meant.word)
    detail = {"found": _named(fault.at), "nearest": meant.word if meant else None}
    return flow.issue("group:unknown_setting", at, place.step_id, fix=fix, **detail)


def _fits(schema: Mapping[str, Any], value: Any) -> bool:
    return has_placeholder(value) or next(misfits(schema, converted(schema, value)), None) is None


def _credential(flow: Flow, place: GroupPlace, integration: KnownIntegration) -> Iterator[Issue]:
    name = place.group.credential
    if name is not None:
        judged = _of_another if integration.takes_credential else _not_taken
        yield from judged(flow, place, name, integration)
        return
    defaults, needs = flow.surroundings.defaults, integration.needs_credential
    if defaults is None or needs is None:
        return
    if integration.provider not in defaults and needs(place.group.config):
        yield flow.issue("credential:needed", place.at, place.step_id, found=integration.provider)


def _not_taken(flow: Flow, place: GroupPlace, name: str, integration: KnownIntegration) -> Iterator[Issue]:
    """Of an empty name something else is said."""
    del integration
    if name.strip():
        at = (*place.at, "credential")
        fix = removing(flow, at, "remove_field", name="credential")
        detail = {"name": name, "found": place.group.integration}
        yield flow.issue("credential:not_taken", at, place.step_id, fix=fix, **detail)


def _of_another(flow: Flow, place: GroupPlace, name: str, integration: KnownIntegration) -> Iterator[Issue]:
    """Only of a credential that is there: of the others that is said."""
    provider, needed = (flow.surroundings.providers or {}).get(name), integration.provider
    if provider is not None and needed not in {None, provider}:
        at = (*place.at, "credential")
        code = "credential:other_provider"
        yield flow.issue(code, at, place.step_id, name=name, found=provider, needed=needed)


def _value(config: Any, at: Path) -> Any:
    for key in at:
        config = config[key]
    return config


def _written(config: Any, at: Path) -> Path:
    """As much of the way as the document has: a list may have been made of a text, or of a default."""
    for depth, key in enumerate(at):
        has_it = key in config if type(config) is dict else type(config) is list
        if not has_it:
            return at[:depth]
        config = cast("Any", config)[key]
    return at


def _named(at: Path) -> str:
    return ".".join(map(str, at))

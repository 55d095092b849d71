"""Documents to programs: rules to closures, texts to templates, groups in order of handling."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .document import BotDocument, TemplateDocument
from .document.group import Connection, Group, Setting
from .document.message import Button, Message
from .document.request import Request
from .document.step import Step, TemplateInstance
from .groups import compile_work
from .paths import parse_path
from .placeholders import Template, compile_text, compile_value
from .program import (
    CompiledBot,
    CompiledConnection,
    CompiledFlow,
    CompiledGroup,
    CompiledInstance,
    CompiledMessage,
    CompiledSetting,
    CompiledStep,
    CompiledTemplate,
)
from .rules import CompiledRules, compile_rules
from .schema_check import rate_of
from .secret_values import initial_values
from .values import clean

type Requests = Mapping[str, Request]


def compile_document(document: BotDocument, templates: Iterable[TemplateDocument] = ()) -> CompiledBot:
    """A program for `advance`. `templates` come beside those bundled in the document, which win.

    Any document that parses compiles: what `inspect` would refuse is met again as a problem when it is run.
    """
    requests = _by_id(document.requests)
    known = [*templates, *document.templates]
    return CompiledBot(
        name=document.name,
        timezone=document.timezone,
        restarts=document.on_finish == "restart",
        flow=_flow(document.steps, document.first_step, requests),
        groups=_groups([group for group in document.groups if group.on == "message"], requests),
        templates={(template.id, template.version): _template(template) for template in known},
        variables=clean(initial_values(document.variables, document.secrets)),
        secrets=tuple(path for text in document.secrets if (path := parse_path(text))),
    )


def _template(template: TemplateDocument) -> CompiledTemplate:
    return CompiledTemplate(
        id=template.id,
        version=template.version,
        flow=_flow(template.steps, template.first_step, _by_id(template.requests)),
        inputs=template.inputs,
        rate=rate_of(template.inputs),
        variables=clean(template.variables),
    )


def _flow(steps: Sequence[Step], first_step: str | None, requests: Requests) -> CompiledFlow:
    return CompiledFlow(steps={step.id: _step(step, requests) for step in steps}, first_step=first_step)


def _step(step: Step, requests: Requests) -> CompiledStep:
    return CompiledStep(
        id=step.id,
        proxy=step.proxy,
        message=compile_message(step.message),
        instance=None if step.template is None else _instance(step.template),
        final=step.final,
        on_message=_groups([group for group in step.groups if group.on == "message"], requests),
        timeouts=_groups([group for group in step.groups if group.on == "timeout" and group.after], requests),
    )


def _instance(instance: TemplateInstance) -> CompiledInstance:
    outputs = tuple((name, outer, parse_path(outer)) for name, outer in instance.outputs.items())
    return CompiledInstance(
        template=instance.id,
        version=instance.version,
        inputs=compile_value(instance.inputs),
        outputs=outputs,
    )


def compile_message(message: Message) -> CompiledMessage | None:
    """None where it says nothing."""
    if not (message.text or message.buttons or message.attachments or message.widget):
        return None
    widget = message.widget
    return CompiledMessage(
        text=compile_text(message.text),
        buttons=tuple(map(_button, message.buttons)),
        attachments=tuple(compile_value(part.model_dump(exclude_none=True)) for part in message.attachments),
        widget=None if widget is None else compile_value(widget.model_dump()),
        params=clean(message.params),
    )


def _button(button: Button) -> tuple[Template, Template | None]:
    value = None if button.value is None else compile_text(button.value)
    return compile_text(button.text), value


def _groups(groups: Sequence[Group], requests: Requests) -> tuple[CompiledGroup, ...]:
    compiled = [_group(group, position, requests) for position, group in enumerate(groups)]
    return tuple(sorted(compiled, key=lambda group: group.order))


def _group(group: Group, position: int, requests: Requests) -> CompiledGroup:
    connections = sorted(group.connections, key=lambda connection: connection.priority)
    return CompiledGroup(
        id=group.id or f"{group.on}-{position}",
        type=group.type,
        on=group.on,
        order=(group.priority, position),
        work=compile_work(group, requests),
        settings=_settings(group.set),
        connections=tuple(map(_connection, connections)),
        after=float(group.after or 0),
        restart=group.restart,
    )


def _connection(connection: Connection) -> CompiledConnection:
    return CompiledConnection(
        id=connection.id,
        name=connection.name,
        rules=_rules(connection.rules),
        filters=_rules(connection.filters),
        settings=_settings(connection.set),
        to=connection.to,
    )


def _rules(rules: Any) -> CompiledRules | None:
    return compile_rules(rules) if rules else None


def _settings(settings: Sequence[Setting]) -> tuple[CompiledSetting, ...]:
    return tuple(
        CompiledSetting(
            variable=setting.variable,
            path=parse_path(setting.variable),
            op=setting.op,
            value=compile_value(setting.value),
        )
        for setting in settings
    )


def _by_id(requests: Sequence[Request]) -> Requests:
    return {request.id: request for request in requests}

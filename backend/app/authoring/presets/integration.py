"""An operation of an integration, with a way of its own where it fails."""

from typing import Any

from .config import Config, Label, Variable, shown
from .parts import Made, Site, all_of, put, rule, shows
from .preset import Preset
from .words import Words


class IntegrationConfig(Config):
    integration: Label = shown(
        Words("Operation", "Операция"),
        Words("Such as telegram.send_message.", "Например, telegram.send_message."),
        format="integration",
    )
    config: dict[str, Any] = shown(
        Words("Settings", "Настройки"),
        Words("Those of the operation, with placeholders.", "Настройки операции, с подстановками."),
        default={},
    )
    credential: Label | None = shown(Words("Credential", "Доступ"), format="credential", default=None)
    variable: Variable | None = shown(
        Words("Keep the result in", "Сохранить результат в"), format="variable", default=None
    )


def _make(config: IntegrationConfig, site: Site) -> Made:
    kept = [put(config.variable, shows("integration.result"))] if config.variable else []
    ways = [
        site.way(
            "ok", Words("Done", "Готово"), rules=all_of(rule("integration.ok", "equal", True)), set=kept
        ),
        site.way("error", Words("On an error", "При ошибке")),
    ]
    called = site.group(
        ways,
        type="integration",
        integration=config.integration,
        config=config.config,
        credential=config.credential,
    )
    return Made(steps=[site.step(proxy=True, groups=[called])])


INTEGRATION = Preset(
    id="integration",
    family="work",
    title=Words("Use a service", "Обратиться к сервису"),
    description=Words(
        "Calls an operation of an integration: Telegram, mail, a table, a language model …",
        "Вызывает операцию интеграции: Telegram, почта, таблица, языковая модель…",
    ),
    config=IntegrationConfig,
    example={
        "integration": "telegram.send_message",
        "config": {"chat_id": "{$bot.team_chat$}", "text": "{$session.answer$}"},
    },
    make=_make,
)

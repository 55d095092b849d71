"""A step that runs the author's Python."""

from .config import Config, Said, Variable, shown
from .parts import Made, Site, all_of, put, rule, shows
from .preset import Preset
from .words import Words

_START = """async def main(message, variables):
    return {"length": len(message["text"] or "")} if message else {}
"""


class CodeConfig(Config):
    code: Said = shown(
        Words("Code", "Код"),
        Words(
            'Python. A variable is read as variables["session.name"]; what main returns is code.*.',
            'Python. Переменная читается как variables["session.name"]; что вернёт main, будет в code.*.',
        ),
        format="python",
        default=_START,
    )
    variable: Variable | None = shown(
        Words("Keep the result in", "Сохранить результат в"),
        Words("What main returns, where that is no dict.", "Что вернула main, если это не словарь."),
        format="variable",
        default=None,
    )


def _make(config: CodeConfig, site: Site) -> Made:
    kept = [put(config.variable, shows("code.value"))] if config.variable else []
    failed = all_of(rule("code.error", "is_not_null"))
    ways = [
        site.way("error", Words("On an error", "При ошибке"), rules=failed),
        site.way("ok", Words("Done", "Готово"), set=kept),
    ]
    return Made(steps=[site.step(proxy=True, groups=[site.group(ways, type="code", code=config.code)])])


CODE = Preset(
    id="code",
    family="work",
    title=Words("Run code", "Выполнить код"),
    description=Words(
        "Runs Python in a sandbox, with a way of its own for errors.",
        "Выполняет Python в песочнице; у ошибок своя дорога.",
    ),
    config=CodeConfig,
    example={
        "code": "async def main(message, variables):\n    return int(variables.get('session.age', 0)) + 1\n",
        "variable": "session.next_age",
    },
    make=_make,
)

"""A question that any words answer."""

from .asking import AskConfig, Checked, asking, given, kept_in
from .config import Variable
from .parts import Made, Site, put, rule, shows
from .preset import Preset
from .words import Words


class AskTextConfig(AskConfig):
    variable: Variable = kept_in("session.answer")


def _make(config: AskTextConfig, site: Site) -> Made:
    answer = given(site)
    checked = Checked(
        question=Words("What would you like to tell us?", "Что вы хотите сообщить?"),
        hint=Words("Please write it in words.", "Напишите, пожалуйста, словами."),
        rules=(rule(answer, "is_not_empty"),),
        kept=(put(config.variable, shows(answer)),),
    )
    return asking(config, site, checked)


ASK_TEXT = Preset(
    id="ask_text",
    family="ask",
    title=Words("Ask a question", "Задать вопрос"),
    description=Words("Keeps whatever is written.", "Запоминает всё, что напишут."),
    config=AskTextConfig,
    example={"question": "What is your name?", "variable": "session.name"},
    make=_make,
)

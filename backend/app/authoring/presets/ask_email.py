"""A question for an e-mail address."""

from .asking import AskConfig, Checked, asking, given, kept_in
from .config import Variable
from .parts import Made, Site, put, rule, shows
from .preset import Preset
from .words import Words

PATTERN = r"""^[^\s@<>()\[\],;:\\"]+@[\pL0-9]([\pL0-9.-]*[\pL0-9])?\.\pL{2,}$"""


class AskEmailConfig(AskConfig):
    variable: Variable = kept_in("session.email")


def _make(config: AskEmailConfig, site: Site) -> Made:
    answer = given(site)
    checked = Checked(
        question=Words("What is your e-mail address?", "Какой у вас адрес электронной почты?"),
        hint=Words(
            "That doesn't look like an e-mail address, such as ada@example.org.",
            "Это не похоже на адрес почты, например ada@example.org.",
        ),
        rules=(rule(answer, "matches", PATTERN), rule(answer, "not_contains", "..")),
        kept=(put(config.variable, shows(answer)),),
    )
    return asking(config, site, checked)


ASK_EMAIL = Preset(
    id="ask_email",
    family="ask",
    title=Words("Ask for an e-mail", "Спросить почту"),
    description=Words(
        "Asks until the answer looks like an e-mail address.",
        "Спрашивает, пока ответ не станет похож на адрес почты.",
    ),
    config=AskEmailConfig,
    example={"question": "Where may we write to?", "variable": "session.email"},
    make=_make,
)

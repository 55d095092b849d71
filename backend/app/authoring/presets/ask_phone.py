"""A question for a telephone number."""

from .asking import AskConfig, Checked, asking, given, kept_in
from .config import Variable
from .parts import Made, Site, put, rule, shows
from .preset import Preset
from .words import Words

_BARE = "message.text|trim|replace:' ',''|replace:'-',''|replace:'(',''|replace:')',''|replace:'.',''"


class AskPhoneConfig(AskConfig):
    variable: Variable = kept_in("session.phone")


def _make(config: AskPhoneConfig, site: Site) -> Made:
    answer = given(site)
    checked = Checked(
        question=Words("What is your phone number?", "Какой у вас номер телефона?"),
        hint=Words(
            "That doesn't look like a phone number, such as +44 20 7946 0000.",
            "Это не похоже на номер телефона, например +7 900 123-45-67.",
        ),
        given=_BARE,
        rules=(rule(answer, "matches", r"^\+?[0-9]{7,15}$"),),
        kept=(put(config.variable, shows(answer)),),
    )
    return asking(config, site, checked)


ASK_PHONE = Preset(
    id="ask_phone",
    family="ask",
    title=Words("Ask for a phone number", "Спросить телефон"),
    description=Words(
        "Takes it with spaces, brackets and dashes, and keeps the digits.",
        "Принимает с пробелами, скобками и чёрточками, запоминает цифры.",
    ),
    config=AskPhoneConfig,
    example={"question": "Which number may we call?", "variable": "session.phone"},
    make=_make,
)

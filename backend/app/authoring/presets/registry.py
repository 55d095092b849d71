"""Every preset, in the order they are shown."""

from collections.abc import Mapping
from typing import Any

from .ask_choice import ASK_CHOICE
from .ask_date import ASK_DATE
from .ask_email import ASK_EMAIL
from .ask_number import ASK_NUMBER
from .ask_phone import ASK_PHONE
from .ask_text import ASK_TEXT
from .code import CODE
from .if_else import IF
from .integration import INTEGRATION
from .loop import LOOP
from .menu import MENU
from .message import MESSAGE
from .preset import Preset
from .request import REQUEST
from .retry import RETRY
from .split import SPLIT
from .switch import SWITCH
from .wait import WAIT

_ALL: tuple[Preset[Any], ...] = (
    MESSAGE,
    MENU,
    ASK_TEXT,
    ASK_EMAIL,
    ASK_PHONE,
    ASK_NUMBER,
    ASK_DATE,
    ASK_CHOICE,
    IF,
    SWITCH,
    WAIT,
    LOOP,
    RETRY,
    SPLIT,
    CODE,
    REQUEST,
    INTEGRATION,
)

PRESETS: Mapping[str, Preset[Any]] = {preset.id: preset for preset in _ALL}

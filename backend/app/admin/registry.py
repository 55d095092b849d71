"""FastAdmin's own state: its list of models, and its settings, which it would take from the environment."""

import logging

from fastadmin import register_admin_model_class
from fastadmin.settings import settings

from .columns import MOMENT
from .sections import SECTIONS

PREFIX = "/admin"
ICON = f"{PREFIX}/static/icon.svg"


def register() -> None:
    """Once a process; the sections hold nothing of any one application."""
    settings.ADMIN_PREFIX = PREFIX[1:]
    settings.ADMIN_SITE_NAME = "DBCV"
    settings.ADMIN_SITE_SIGN_IN_LOGO = settings.ADMIN_SITE_HEADER_LOGO = settings.ADMIN_SITE_FAVICON = ICON
    settings.ADMIN_PRIMARY_COLOR = "#3b5bdb"
    settings.ADMIN_LANGUAGE = ""  # the browser's
    settings.ADMIN_USER_MODEL = "User"
    settings.ADMIN_USER_MODEL_USERNAME_FIELD = "email"
    settings.ADMIN_SECRET_KEY = ""  # its own sessions can't be made
    settings.ADMIN_DATETIME_FORMAT = MOMENT
    settings.ADMIN_QUERY_MAX_LIMIT = 1000
    logging.getLogger("fastadmin.api.service").disabled = True  # it writes texts of errors (see faults.py)
    for section in SECTIONS:
        register_admin_model_class(section, [section.model])

"""What commands say of documents, in English and Russian."""

import argparse
import os
import re
from collections.abc import Mapping
from typing import Any

from app.engine.document import DocumentFault
from app.engine.document.lines import line_of
from app.kit.errors import DbcvError

type Issue = Mapping[str, Any]

_NAMED = re.compile(r"\{(\w+)\}")

LANGUAGES = ("en", "ru")
_SEVERITIES = {
    "en": {"error": "error", "warning": "warning", "hint": "hint"},
    "ru": {"error": "ошибка", "warning": "предупреждение", "hint": "подсказка"},
}
# For one, for two to four (Russian), for many.
_COUNTED = {
    "en": {
        "document": ("document", "documents", "documents"),
        "error": ("error", "errors", "errors"),
        "warning": ("warning", "warnings", "warnings"),
        "hint": ("hint", "hints", "hints"),
        "table": ("table", "tables", "tables"),
        "row": ("row", "rows", "rows"),
        "file": ("file", "files", "files"),
    },
    "ru": {
        "document": ("документ", "документа", "документов"),
        "error": ("ошибка", "ошибки", "ошибок"),
        "warning": ("предупреждение", "предупреждения", "предупреждений"),
        "hint": ("подсказка", "подсказки", "подсказок"),
        "table": ("таблица", "таблицы", "таблиц"),
        "row": ("строка", "строки", "строк"),
        "file": ("файл", "файла", "файлов"),
    },
}
_SAID = {
    "en": {
        "step": "step “{}”",
        "fix": "fix: {}",
        "alike": "There is a bot of that name ({}); this makes another. To import over it: --target ID.",
        "has_errors": "Nothing is imported: a bot with errors is not published.",
        "none": "no document found",
        "passed": "passed",
        "failed": "FAILED",
        "no_test": "no test found",
        "tests": "{} passed, {} failed",
        "backed_up": "{}: {}.",
        "has_keys": "The keys are in it: keep it as you keep passwords.",
        "has_no_keys": "The keys are not in it (--with-keys): keep {}, or what you give as "
        "SECRET_BOX_KEY, somewhere else; without it stored credentials can't be read again.",
        "files_lost": "Files that the store has not, or not as they were uploaded, left out ({}):",
        "restored": "Restored into {} as it was at {}: {}.",
        "other_database": "DATABASE_URL is set, and DBCV will use that database and not the one restored: "
        "take it out (of .env too) before `dbcv up --data {}`.",
        "keys_given": "The keys of the backup are not among SECRET_BOX_KEY and SECRET_BOX_OLD_KEYS: add "
        "them, or stored credentials can't be read.",
        "sealed_by_others": "Stored secrets that were sealed with a key that is not here: {}. Put it into "
        "{}/secret_box_key or SECRET_BOX_OLD_KEYS, or enter them anew.",
        "keys_unseen": "Whether the keys that are here open every stored secret could not be seen: the "
        "database, or the file of the keys, can't be read now.",
        "draft_removed": "Removed what a backup that was killed had left: {}",
        "files_later": "What was there before is not all tidied up (the file store or the database went "
        "away): the clock does the rest.",
        "keys_behind": "The keys of the backup are known, but could not be made the present ones: make room "
        "in the data directory, and restore once more if new secrets are to be sealed with them.",
        "files_apart": "The backup was made without files: links to uploads work where the store has them.",
    },
    "ru": {
        "step": "шаг «{}»",
        "fix": "исправить: {}",
        "alike": "Бот с таким именем уже есть ({}), будет ещё один; записать поверх: --target ID.",
        "has_errors": "Ничего не записано: бот с ошибками не публикуется.",
        "none": "документов не найдено",
        "passed": "прошёл",
        "failed": "НЕ ПРОШЁЛ",
        "no_test": "тестов не найдено",
        "tests": "прошли: {}, не прошли: {}",
        "backed_up": "{}; всего {}.",
        "has_keys": "Ключи внутри: храните архив как пароли.",
        "has_no_keys": "Ключей внутри нет (--with-keys): храните {} или то, что задано в "
        "SECRET_BOX_KEY, отдельно; без них сохранённые учётные данные не прочитать.",
        "files_lost": "Файлы, которых в хранилище нет или они повреждены; в архив не вошли ({}):",
        "restored": "Восстановлено в {} состояние на {}: {}.",
        "other_database": "Задан DATABASE_URL: DBCV возьмёт ту базу, а не восстановленную. Уберите его (и из "
        ".env) перед `dbcv up --data {}`.",
        "keys_given": "Ключей архива нет в SECRET_BOX_KEY и SECRET_BOX_OLD_KEYS: добавьте их, иначе "
        "сохранённые учётные данные не прочитать.",
        "sealed_by_others": "Секретов, запечатанных ключом, которого здесь нет: {}. Положите его в "
        "{}/secret_box_key или SECRET_BOX_OLD_KEYS либо введите их заново.",
        "keys_unseen": "Не удалось узнать, открывают ли здешние ключи все сохранённые секреты: базу или файл "
        "ключей сейчас не прочитать.",
        "draft_removed": "Убрано недописанное прерванной копией: {}",
        "files_later": "Прежнее убрано не до конца (пропало хранилище файлов или база): остальное уберёт "
        "планировщик.",
        "keys_behind": "Ключи архива известны, но сделать их текущими не удалось: освободите место в "
        "каталоге данных и восстановите ещё раз, если новые секреты должны запечатываться ими.",
        "files_apart": "Архив сделан без файлов: ссылки на них работают, если они есть в хранилище.",
    },
}

# By code, with `{name}` for what the error's details hold under it.
_REFUSED_RU = {
    "attachment:no_room": "Файл сейчас негде сохранить: проверьте, есть ли место в каталоге данных.",
    "backup:broken": "Это не целый архив DBCV ({why}). Из него ничего не восстановлено.",
    "backup:file_exists": "{path} уже есть: задайте другое имя.",
    "backup:unsure": "Прервалось в самом конце, при фиксации: архив восстановлен либо ничего не "
    "изменилось. Посмотрите, что в базе, или восстановите ещё раз с --replace.",
    "backup:in_use": "К этой базе подключено что-то ещё ({others}): сначала остановите DBCV везде.",
    "backup:migrating": "База сейчас обновляется. Повторите после этого.",
    "backup:newer": "Архив сделан в DBCV {product}, она новее этой: восстанавливайте в ней или позже.",
    "backup:not_empty": "В базе уже что-то есть. С --replace всё это уйдёт, а его место займёт архив.",
    "backup:nothing_there": "В этой базе нет таблиц DBCV.",
    "bot:not_found": "Нет бота «{called}».",
    "bot:ambiguous": "Имя «{called}» носят несколько ботов, укажите один из id: {ids}",
    "bot:version_not_found": "Такой версии нет.",
    "cli:failed": "Прервалось: {why}",
    "cli:no_file": "{path} не прочитать: {why}",
    "cli:no_place": "{path} не записать: {why}.",
    "cli:not_restored": "Прервалось, и ничего не изменилось: {why}",
    "cli:not_yours": "Каталог данных не открыть или в него не записать: запускайте команду от имени того, от "
    "кого в нём работает DBCV, и проверьте, есть ли место на диске.",
    "cli:nothing_runs": "В {place} DBCV не работает. Запустите её командой dbcv up, назовите её папку "
    "через --data или задайте DATABASE_URL.",
    "document:invalid": "Это не документ бота.",
    "document:too_large": "В документе не больше 10 МБ.",
    "embedded:data_in_use": "DBCV уже работает на этом каталоге данных. Сначала остановите её или задайте "
    "другой: --data DIR.",
    "media:unavailable": "Хранилище файлов не отвечает. Повторите чуть позже.",
    "workspace:not_found": "Такого рабочего пространства нет.",
}


def refusal(refused: DbcvError, language: str) -> str:
    """The sentence of an error; English where there is no other."""
    if language == "ru" and "message_ru" in refused.details:
        return str(refused.details["message_ru"])
    known = _REFUSED_RU.get(refused.code) if language == "ru" else None
    if known is None or not {*_NAMED.findall(known)} <= refused.details.keys():
        return refused.message
    return _NAMED.sub(lambda found: str(refused.details[found[1]]), known)


def add_language_argument(parser: argparse.ArgumentParser) -> None:
    """`--language`: that of the machine (LC_ALL, LC_MESSAGES, LANG) where it is one of ours."""
    parser.add_argument(
        "--language",
        choices=LANGUAGES,
        default=own_language(),
        help="language of the messages (that of LANG)",
    )


def own_language() -> str:
    """`ru` where the environment says so, else `en`."""
    told = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "ru" if told.lower().startswith("ru") else "en"


def say(language: str, key: str, *parts: object) -> str:
    """A sentence of the commands; its parts stand where the braces are, whatever is in them."""
    text = _SAID[language][key]
    for part in parts:
        text = text.replace("{}", str(part), 1)
    return text


def counted(language: str, number: int, noun: str) -> str:
    """`2 errors`, `5 ошибок`."""
    one, few, many = _COUNTED[language][noun]
    if language == "ru":
        tens, ones = number % 100, number % 10
        is_teen = 10 < tens < 20
        form = one if ones == 1 and not is_teen else few if 1 < ones < 5 and not is_teen else many
    else:
        form = one if number == 1 else many
    return f"{number} {form}"


def amounts(language: str, tables: int, rows: int, files: int) -> str:
    """`53 tables, 503 rows, 1 file`."""
    each = {"table": tables, "row": rows, "file": files}
    return ", ".join(counted(language, number, noun) for noun, number in each.items())


def fault_told(fault: DocumentFault, language: str) -> dict[str, Any]:
    """A fault of a source in the shape of an issue; `line` where it knows its own."""
    return fault.as_json(language) | {"severity": "error", "step": None, "line": fault.detail.get("line")}


def placed(issue: Issue, lines: Mapping[str, int]) -> dict[str, Any]:
    """The issue with `line`, None where it is not known."""
    return {**issue, "line": issue.get("line") or line_of(str(issue["path"]), lines)}


def told(file: str, issue: Issue, language: str) -> str:
    """`bot.yaml:31: step “nights”: error: message (code)`; the path where neither line nor step says more."""
    line, step, path = issue.get("line"), issue.get("step"), issue["path"]
    where = [f"{file}:{line}" if line else file]
    if step:
        where.append(say(language, "step", step))
    if path and not (line and step):
        where.append(path)
    severity = _SEVERITIES[language][issue["severity"]]
    return f"{': '.join(where)}: {severity}: {issue['message']} ({issue['code']})"

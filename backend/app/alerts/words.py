"""What alerts say, in English and Russian."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.engine.faults import problem_sentence

from .standing import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Sentences with `{fields}`; `why`: why one gets the letter."""

    subjects: Mapping[Kind, str]
    happened: Mapping[Kind, str]
    button: str
    why: str


WORDS: Mapping[str, Words] = {
    "en": Words(
        subjects={
            "risen": "{bot}: problems have risen",
            "still": "{bot}: problems go on",
            "over": "{bot}: the problems are over",
            "trial": "{bot}: a trial alert",
        },
        happened={
            "risen": "Problems of the bot “{bot}” in {minutes} min: {problems}, since {since}. "
            "You are told when there are more than {more_than}.",
            "still": "The bot “{bot}” still meets problems, since {since}: in the last {minutes} min "
            "there were {problems}.",
            "over": "The problems of the bot “{bot}” that began {since} are over: for a quarter of an hour "
            "there were no more than {more_than} in {minutes} min.",
            "trial": "A trial: alerts of the bot “{bot}” arrive here. You will be told when there are more "
            "than {more_than} problems in {minutes} min; now there are {problems}.",
        },
        button="Look at its conversations",
        why="You get this letter because you asked for alerts of this bot. Change that here: {link}",
    ),
    "ru": Words(
        subjects={
            "risen": "{bot}: проблем стало больше",
            "still": "{bot}: проблемы продолжаются",
            "over": "{bot}: проблемы закончились",
            "trial": "{bot}: пробное оповещение",
        },
        happened={
            "risen": "Проблемы бота «{bot}» за {minutes} мин: {problems}, начиная с {since}. "
            "Вы получаете оповещение, когда их больше {more_than}.",
            "still": "У бота «{bot}» всё ещё проблемы, с {since}: за последние {minutes} мин – {problems}.",
            "over": "Проблемы бота «{bot}», начавшиеся {since}, закончились: уже четверть часа их не больше "
            "{more_than} за {minutes} мин.",
            "trial": "Это проба: оповещения бота «{bot}» приходят сюда. Вы узнаете, когда за {minutes} мин "
            "будет больше {more_than} проблем; сейчас их {problems}.",
        },
        button="Посмотреть разговоры",
        why="Вы получили это письмо, потому что включили оповещения этого бота. Изменить это: {link}",
    ),
}

# Of what no turn has met.
_OUTSIDE_TURNS = {
    "dead_letter:event": (
        "An event could not be handled and was set aside.",
        "Событие не удалось обработать, оно отложено.",
    ),
    "dead_letter:delivery": (
        "A message could not be delivered and was set aside.",
        "Сообщение не удалось доставить, оно отложено.",
    ),
    "emitter:says_nothing": (
        "Of a scheduled message nothing was left with somebody's values, so it was not sent.",
        "От сообщения по расписанию со значениями человека ничего не осталось, оно не отправлено.",
    ),
    "emitter:missed": (
        "The time of a scheduled message was missed, so it was not sent.",
        "Время сообщения по расписанию было пропущено, оно не отправлено.",
    ),
}
_RUSSIAN: Mapping[str, str] = {
    "variable:read_only": "Эту переменную нельзя менять.",
    "variable:not_an_object": "На пути к переменной стоит не объект.",
    "variable:not_a_number": "Складывать можно только числа.",
    "variable:not_a_list": "Убирать элементы можно только из списка.",
    "variable:too_large": "Переменная стала бы слишком большой, поэтому не записана.",
    "template:filter": "Фильтр не подходит к значению.",
    "template:too_large": "В тексте слишком много подстановок, или он слишком длинный.",
    "template:input": "Входные данные шаблона не подходят, поэтому он пропущен.",
    "template:not_found": "Такого шаблона нет, поэтому он пропущен.",
    "template:too_deep": "Шаблоны вложены слишком глубоко.",
    "rule:unknown_operator": "Такого оператора нет.",
    "rule:bad_pattern": "Регулярное выражение неверно или слишком велико.",
    "rule:invalid": "В правиле нет поля, или его значение неверно.",
    "rule:too_deep": "Группы правил вложены слишком глубоко.",
    "flow:too_many_steps": "За один ход пройдено слишком много шагов.",
    "flow:too_much_work": "За один ход сделано слишком много, поэтому он прерван.",
    "flow:unknown_step": "Такого шага нет: разговор остался на месте.",
    "message:file_not_found": "Загруженного файла нет, поэтому в сообщении его не оказалось.",
    "http:timeout": "Сервер не ответил вовремя.",
    "http:connection": "До сервера не удалось достучаться.",
    "http:blocked": "Запросы по этому адресу запрещены.",
    "http:too_large": "Ответ слишком большой.",
    "http:redirects": "Сервер слишком много раз перенаправлял.",
    "http:invalid": "Запрос составлен неверно.",
    "http:too_many": "Слишком много запросов или ожидания за один ход.",
    "http:unknown": "Неизвестно, был ли запрос выполнен.",
    "code:error": "В коде произошла ошибка.",
    "code:timeout": "Код выполнялся слишком долго.",
    "code:memory": "Коду не хватило памяти.",
    "code:too_many": "Слишком много кода или ожидания за один ход.",
    "code:output": "Код вернул не JSON или слишком много.",
    "integration:connection": "До сервиса не удалось достучаться.",
}


def kind_name(code: str, language: str) -> str:
    """A sentence, and the code behind it; integrations bring codes of their own."""
    if code in _OUTSIDE_TURNS:
        name = _OUTSIDE_TURNS[code][language == "ru"]
    elif language != "ru":
        name = problem_sentence(code)
    elif code in _RUSSIAN:
        name = _RUSSIAN[code]
    else:
        is_service = code.startswith("integration:")
        name = "Сервис ответил ошибкой." if is_service else "Здесь что-то пошло не так."
    return f"{name.removesuffix('.')} ({code})"

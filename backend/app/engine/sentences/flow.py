"""Issues in how steps, groups and connections hang together: code to (severity, English, Russian)."""

from typing import Literal

type Row = tuple[Literal["error", "warning", "hint"], str, str]

FLOW_SENTENCES: dict[str, Row] = {
    "bot:unknown_timezone": (
        "error",
        "There is no time zone “{found}”; write one such as Europe/Moscow.",
        "Часового пояса «{found}» нет; напишите, например, Europe/Moscow.",
    ),
    "flow:no_steps": (
        "error",
        "There are no steps yet.",
        "Здесь ещё нет ни одного шага.",
    ),
    "flow:no_first_step": (
        "error",
        "It is not said with which step a conversation begins.",
        "Не указано, с какого шага начинается разговор.",
    ),
    "flow:unknown_first_step": (
        "error",
        "A conversation begins with the step “{found}”, which does not exist.",
        "Разговор начинается с шага «{found}», которого нет.",
    ),
    "flow:unknown_step": (
        "error",
        "This leads to the step “{found}”, which does not exist.",
        "Это ведёт к шагу «{found}», которого нет.",
    ),
    "flow:no_target": (
        "error",
        "It is not chosen yet where this leads.",
        "Ещё не выбрано, куда это ведёт.",
    ),
    "flow:duplicate_id": (
        "error",
        "The id “{found}” is used more than once; it must be unique.",
        "Id «{found}» использован не один раз, а должен быть единственным.",
    ),
    "flow:unreachable": (
        "warning",
        "No way leads to the step “{found}”.",
        "К шагу «{found}» не ведёт ни один путь.",
    ),
    "flow:no_way_out": (
        "hint",
        "From the step “{found}” no way leads on, and it is not an end either, because it has groups.",
        "Из шага «{found}» никуда не попасть, но он и не конец разговора, потому что у него есть группы.",
    ),
    "flow:unanswered": (
        "hint",
        "The conversation ends at the step “{found}”, though its message asks for an answer.",
        "На шаге «{found}» разговор кончается, хотя сообщение ждёт ответа.",
    ),
    "flow:no_else": (
        "hint",
        "The step “{found}” has no “otherwise”: an answer no connection expects gets no reply.",
        "У шага «{found}» нет связи «иначе»: непредвиденный ответ останется без отклика.",
    ),
    "flow:shadowed_connection": (
        "warning",
        "This connection is never taken: one before it always is.",
        "Эта связь никогда не сработает: всегда срабатывает одна из предыдущих.",
    ),
    "flow:shadowed_group": (
        "warning",
        "This group is never handled: a connection of one before it is always taken.",
        "До этой группы очередь не дойдёт: всегда срабатывает связь одной из предыдущих.",
    ),
    "flow:takes_every_message": (
        "warning",
        "This connection takes every message, so no step ever sees one.",
        "Эта связь забирает все сообщения, и до шагов они не доходят.",
    ),
    "flow:endless_loop": (
        "error",
        "These steps pass on to one another without end, and none waits for an answer: {found}.",
        "Эти шаги без конца передают ход друг другу, и ни один не ждёт ответа: {found}.",
    ),
    "flow:possible_loop": (
        "warning",
        "These steps may pass on to one another without end, because none waits for an answer: {found}.",
        "Эти шаги могут без конца передавать ход друг другу, потому что ни один не ждёт ответа: {found}.",
    ),
    "group:timeout_of_bot": (
        "error",
        "A timeout belongs to a step; the groups of the bot cannot have one.",
        "Ожидание по времени бывает только у шага, а не у групп всего бота.",
    ),
    "group:no_after": (
        "error",
        "It is not said after how many seconds this timeout comes (after).",
        "Не указано, через сколько секунд наступает это событие (after).",
    ),
    "group:no_request": (
        "error",
        "It is not said which request this group sends.",
        "Не указано, какой запрос отправляет эта группа.",
    ),
    "group:unknown_request": (
        "error",
        "There is no request “{found}”.",
        "Запроса «{found}» нет.",
    ),
    "group:no_code": (
        "error",
        "The code of this group is missing.",
        "У этой группы нет кода.",
    ),
    "group:no_integration": (
        "error",
        "It is not said which integration this group calls.",
        "Не указано, какую интеграцию вызывает эта группа.",
    ),
    "group:unknown_integration": (
        "error",
        "There is no integration “{found}” here.",
        "Интеграции «{found}» здесь нет.",
    ),
    "group:missing_setting": (
        "error",
        "The integration needs the setting “{found}”.",
        "Интеграции нужна настройка «{found}».",
    ),
    "group:unknown_setting": (
        "error",
        "The integration has no setting “{found}”.",
        "У интеграции нет настройки «{found}».",
    ),
    "group:bad_setting": (
        "error",
        "The setting “{found}” does not fit what the integration takes ({keyword}).",
        "Настройка «{found}» не подходит интеграции ({keyword}).",
    ),
    "group:code_syntax": (
        "error",
        "The code cannot be read (line {line}): {reason}",
        "Код нельзя прочитать (строка {line}): {reason}",
    ),
    "group:code_unread": (
        "hint",
        "There is much code to read at once, and that of this group was not looked at yet ({count} in all): "
        "inspect again.",
        "Кода много, сразу его не прочитать; код этой группы ещё не просмотрен (всего таких групп: {count}): "
        "проверьте ещё раз.",
    ),
    "group:unused_field": (
        "warning",
        "“{found}” says nothing for a group of this kind.",
        "«{found}» ничего не значит для группы такого вида.",
    ),
    "preset:unknown": (
        "hint",
        "There is no preset “{found}” here: the step is shown and works as an ordinary one.",
        "Заготовки «{found}» здесь нет: шаг показан и работает как обычный.",
    ),
    "credential:empty": (
        "warning",
        "The name of the credential is empty.",
        "Название доступа пусто.",
    ),
    "credential:needed": (
        "warning",
        "A credential for “{found}” is needed: choose one, or make one the default.",
        "Нужен доступ к «{found}»: выберите его здесь или назначьте основной.",
    ),
    "credential:not_taken": (
        "warning",
        "“{found}” takes no credential: “{name}” is not used.",
        "Для «{found}» доступ не нужен: «{name}» не используется.",
    ),
    "credential:other_provider": (
        "warning",
        "The credential “{name}” is for “{found}”; here one for “{needed}” is needed.",
        "Доступ «{name}» — к «{found}»; здесь нужен к «{needed}».",
    ),
    "credential:unknown": (
        "warning",
        "There are no credentials “{found}” here yet.",
        "Доступа «{found}» здесь пока нет.",
    ),
    "instance:not_found": (
        "error",
        "There is no template “{found}”.",
        "Шаблона «{found}» нет.",
    ),
    "instance:unknown_version": (
        "error",
        "The template “{found}” is not there in version {version}; there is: {known}.",
        "Шаблона «{found}» версии {version} нет; есть версии: {known}.",
    ),
    "instance:missing_input": (
        "error",
        "The template needs the input “{found}”.",
        "Шаблону нужно входное значение «{found}».",
    ),
    "instance:unknown_input": (
        "error",
        "The template has no input “{found}”.",
        "У шаблона нет входного значения «{found}».",
    ),
    "instance:bad_input": (
        "error",
        "The input “{found}” does not fit what the template takes ({keyword}).",
        "Входное значение «{found}» не подходит шаблону ({keyword}).",
    ),
    "instance:unknown_output": (
        "error",
        "The template has no output “{found}”.",
        "У шаблона нет выходного значения «{found}».",
    ),
    "instance:cycle": (
        "error",
        "Templates contain one another without end: {found}.",
        "Шаблоны бесконечно вложены друг в друга: {found}.",
    ),
    "instance:too_deep": (
        "error",
        "Templates are nested deeper than {most} levels.",
        "Шаблоны вложены глубже {most} уровней.",
    ),
}

"""Issues in texts, rules, variables, requests and widgets: code to (severity, English, Russian)."""

from .flow import Row

PART_SENTENCES: dict[str, Row] = {
    "template:syntax": (
        "error",
        "The placeholder in “{found}” cannot be read.",
        "Подстановку в «{found}» нельзя прочитать.",
    ),
    "template:unknown_scope": (
        "error",
        "“{found}” is no group of variables; there are session, user, bot, channel, message and others.",
        "Группы переменных «{found}» нет; есть session, user, bot, channel, message и другие.",
    ),
    "template:unknown_filter": (
        "error",
        "There is no filter “{found}”.",
        "Фильтра «{found}» нет.",
    ),
    "template:too_large": (
        "warning",
        "The text is too long or has more than {most} placeholders; it will be cut.",
        "Текст слишком длинный, или в нём больше {most} подстановок; он будет обрезан.",
    ),
    "text:secret": (
        "warning",
        "This looks like a password or a key. Keep it as a credential: all who see the bot see its texts.",
        "Это похоже на пароль или ключ. Храните его в учётных данных: тексты видны всем, кто видит бота.",
    ),
    "rule:unknown_operator": (
        "error",
        "There is no operator “{found}”.",
        "Оператора «{found}» нет.",
    ),
    "rule:bad_pattern": (
        "error",
        "The regular expression is not valid or too large: {found}",
        "Регулярное выражение неверно или слишком велико: {found}",
    ),
    "rule:invalid": (
        "error",
        "The rule cannot be tested: it has no field of a known kind, or its value or group is malformed.",
        "Правило нельзя проверить: у него нет известного поля, либо неверно значение или группа.",
    ),
    "rule:too_deep": (
        "error",
        "Groups of rules are nested deeper than {most} levels.",
        "Группы правил вложены глубже {most} уровней.",
    ),
    "rule:never": (
        "warning",
        "This rule can never hold.",
        "Это правило никогда не выполнится.",
    ),
    "variable:bad_path": (
        "error",
        "“{found}” is no variable; write one such as session.answer.",
        "«{found}» — не переменная; напишите, например, session.answer.",
    ),
    "variable:unknown_scope": (
        "error",
        "“{found}” is no group of variables; there are session, user, bot, channel, message and others.",
        "Группы переменных «{found}» нет; есть session, user, bot, channel, message и другие.",
    ),
    "variable:read_only": (
        "error",
        "The variable “{found}” cannot be written.",
        "Переменную «{found}» нельзя изменить.",
    ),
    "variable:unknown": (
        "warning",
        "There is no variable “{found}”, so it is always empty.",
        "Переменной «{found}» нет, поэтому она всегда пуста.",
    ),
    "variable:never_written": (
        "warning",
        "Nothing ever writes the variable “{found}”, so it is empty.",
        "В переменную «{found}» ничего не записывается, поэтому она пуста.",
    ),
    "variable:out_of_reach": (
        "warning",
        "The variable “{found}” cannot be read here, so it is always empty.",
        "Переменную «{found}» здесь прочитать нельзя, поэтому она всегда пуста.",
    ),
    "variable:too_large": (
        "error",
        "The value of “{found}” is larger than {most} KB.",
        "Значение «{found}» больше {most} КБ.",
    ),
    "request:no_url": (
        "error",
        "The request has no address.",
        "У запроса нет адреса.",
    ),
    "request:bad_url": (
        "error",
        "An address begins with https:// or http:// and names a server.",
        "Адрес начинается с https:// или http:// и называет сервер.",
    ),
    "request:blocked_address": (
        "warning",
        "Requests to “{found}” are refused: it is an address inside a network.",
        "Запросы к «{found}» не выполняются: это адрес внутри сети.",
    ),
    "request:address_from_person": (
        "warning",
        "The address begins with “{found}”, which comes from a person: anyone could choose the server.",
        "Адрес начинается с «{found}», а это задаёт собеседник: сервер сможет выбрать кто угодно.",
    ),
    "request:several_bodies": (
        "error",
        "A request has only one of body, form, multipart and file.",
        "У запроса может быть только одно из body, form, multipart и file.",
    ),
    "request:unused": (
        "hint",
        "No group sends the request “{found}”.",
        "Запрос «{found}» не отправляет ни одна группа.",
    ),
    "message:empty_button": (
        "warning",
        "This button shows nothing: it has no text.",
        "Эта кнопка пуста: у неё нет текста.",
    ),
    "message:attachment_source": (
        "error",
        "An attachment has either url or file.",
        "У вложения есть либо url, либо file.",
    ),
    "widget:unknown": (
        "error",
        "There is no widget “{found}”; there are: {known}.",
        "Виджета «{found}» нет; есть: {known}.",
    ),
    "widget:props": (
        "error",
        "A setting of the widget is wrong: {reason}",
        "Настройка виджета неверна: {reason}",
    ),
    "test:turn": (
        "warning",
        "A turn of a test has exactly one of start, user and wait.",
        "В ходе теста есть ровно одно из start, user и wait.",
    ),
    "test:invalid": (
        "warning",
        "The test cannot be read: {reason}",
        "Тест нельзя прочитать: {reason}",
    ),
}

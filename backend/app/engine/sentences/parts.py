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
    "text:too_long": (
        "warning",
        "{kind} takes at most {most} characters here, this is {found}; it will not arrive whole.",
        "{kind} принимает здесь не больше {most} знаков, а тут {found}: целиком это не дойдёт.",
    ),
    "text:secret": (
        "warning",
        "This looks like {what}. Keep it as a credential: all who see the bot see what is written in it.",
        "Похоже, это {what}. Храните такое в учётных данных: написанное в боте видят все, кто видит бота.",
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
    "rule:contradiction": (
        "warning",
        "This rule can never hold together with the one before it about “{found}”.",
        "Это правило не может выполниться вместе с предыдущим правилом о «{found}».",
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
        "Requests to “{found}” are refused: it is inside a network, which whoever runs this place may open "
        "(EGRESS_ALLOW), or the address has a user name in it.",
        "Запросы к «{found}» не выполняются: это внутри сети, которую могут открыть те, у кого работает бот "
        "(EGRESS_ALLOW), или в адресе есть имя пользователя.",
    ),
    "request:proxy_not_allowed": (
        "warning",
        "Requests through the proxy “{found}” are refused: whoever runs this place has not allowed it.",
        "Запросы через прокси «{found}» не выполняются: его не разрешили те, у кого работает бот.",
    ),
    "request:credential_elsewhere": (
        "warning",
        "The credential “{name}” may not be sent to “{found}”: the request will not be sent.",
        "Доступ «{name}» нельзя отправлять на «{found}»: запрос не будет отправлен.",
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
    "message:too_many_buttons": (
        "warning",
        "{kind} shows at most {most} buttons, here are {found}.",
        "{kind} показывает не больше {most} кнопок, а здесь {found}.",
    ),
    "message:button_too_long": (
        "warning",
        "A button of {kind} carries at most {most} bytes, here are {found}. Give it a shorter value.",
        "Кнопка в {kind} несёт не больше {most} байт, а здесь {found}. Задайте ей значение покороче.",
    ),
    "message:attachment_source": (
        "error",
        "An attachment has either url or file.",
        "У вложения есть либо url, либо file.",
    ),
    "message:unknown_file": (
        "warning",
        "There is no uploaded file “{found}” here; the attachment will be left out.",
        "Загруженного файла «{found}» здесь нет; вложение будет пропущено.",
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

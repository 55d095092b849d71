"""Faults that keep a source from being a document: code to (English, Russian)."""

DOCUMENT_SENTENCES: dict[str, tuple[str, str]] = {
    "document:no_file": (
        "There is no file “{found}”, or it cannot be read.",
        "Файла «{found}» нет, или его нельзя прочитать.",
    ),
    "document:too_large": (
        "The document is larger than {most} MB.",
        "Документ больше {most} МБ.",
    ),
    "document:encoding": (
        "The document is not UTF-8 text.",
        "Документ не является текстом в UTF-8.",
    ),
    "document:json": (
        "This is not JSON: {reason} (line {line}, column {column}).",
        "Это не JSON: {reason} (строка {line}, столбец {column}).",
    ),
    "document:yaml": (
        "This is not YAML: {reason} (line {line}, column {column}).",
        "Это не YAML: {reason} (строка {line}, столбец {column}).",
    ),
    "document:alias": (
        "The alias {found} cannot be followed (line {line}): it repeats too much or names nothing.",
        "По ссылке {found} нельзя перейти (строка {line}): слишком много повторов или ей ничего не названо.",
    ),
    "document:duplicate_key": (
        "The key “{found}” is written twice.",
        "Ключ «{found}» записан дважды.",
    ),
    "document:too_deep": (
        "Lists and objects are nested deeper than {most} levels.",
        "Списки и объекты вложены глубже {most} уровней.",
    ),
    "document:number": (
        "NaN and infinity are no numbers.",
        "NaN и бесконечность — не числа.",
    ),
    "document:not_json": (
        "Only texts, numbers, true, false, null, lists and objects can stand here.",
        "Здесь могут быть только тексты, числа, true, false, null, списки и объекты.",
    ),
    "document:not_a_document": (
        "A document is an object with keys such as dbcv, kind and steps.",
        "Документ — это объект с ключами dbcv, kind, steps и другими.",
    ),
    "document:version_missing": (
        "The format version is missing: write dbcv: 1.",
        "Не указана версия формата: напишите dbcv: 1.",
    ),
    "document:version_unknown": (
        "There is no format version {found}.",
        "Версии формата {found} не существует.",
    ),
    "document:version_newer": (
        "The document has format version {found}; this installation reads up to {most}. Please update it.",
        "Версия формата документа — {found}, а здесь читаются версии до {most}. Обновите программу.",
    ),
    "document:kind": (
        "A document of kind {allowed} is needed here, this one is of kind {found}.",
        "Здесь нужен документ вида {allowed}, а этот — вида {found}.",
    ),
    "document:missing": (
        "The key “{key}” is missing.",
        "Не хватает ключа «{key}».",
    ),
    "document:unknown_key": (
        "The key “{found}” is not known here.",
        "Ключ «{found}» здесь неизвестен.",
    ),
    "document:value": (
        "“{found}” is not possible here, only: {allowed}.",
        "«{found}» здесь невозможно, только: {allowed}.",
    ),
    "document:not_text": (
        "A text is needed here; put {found} in quotes.",
        "Здесь нужен текст; возьмите {found} в кавычки.",
    ),
    "document:not_a_number": (
        "A number is needed here, not {found}.",
        "Здесь нужно число, а не {found}.",
    ),
    "document:not_whole": (
        "A whole number is needed here, not {found}.",
        "Здесь нужно целое число, а не {found}.",
    ),
    "document:not_true_or_false": (
        "Only true or false can stand here, not {found}.",
        "Здесь может быть только true или false, а не {found}.",
    ),
    "document:not_a_list": (
        "A list is needed here, not {found}.",
        "Здесь нужен список, а не {found}.",
    ),
    "document:not_an_object": (
        "An object (keys with values) is needed here, not {found}.",
        "Здесь нужен объект (ключи со значениями), а не {found}.",
    ),
    "document:form": (
        "“{found}” does not have the form that is needed here.",
        "«{found}» не подходит по форме.",
    ),
    "document:id": (
        "“{found}” is no id: only a-z, 0-9, _ and -, at most 64 of them, and not _ or - first.",
        "«{found}» не годится как id: только a-z, 0-9, _ и -, не больше 64, и первым не _ и не -.",
    ),
    "document:range": (
        "{found} is out of range ({bounds}).",
        "{found} вне допустимых пределов ({bounds}).",
    ),
    "document:too_many_patterns": (
        "The template has too many regular expressions in its inputs and outputs, or too large ones.",
        "Во входах и выходах шаблона слишком много регулярных выражений или слишком большие.",
    ),
    "document:pattern": (
        "“{found}” is not a regular expression.",
        "«{found}» — не регулярное выражение.",
    ),
    "document:invalid": (
        "This value cannot stand here.",
        "Такое значение здесь невозможно.",
    ),
}

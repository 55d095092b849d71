"""What the fix of an issue does, as the title of a button: English, Russian."""

FIX_TITLES: dict[str, tuple[str, str]] = {
    "write": ("Write “{name}”", "Написать «{name}»"),
    "lead_to": ("Lead to the step “{name}”", "Вести к шагу «{name}»"),
    "begin_with": ("Begin with the step “{name}”", "Начинать с шага «{name}»"),
    "send": ("Send the request “{name}”", "Отправлять запрос «{name}»"),
    "use": ("Use “{name}”", "Использовать «{name}»"),
    "use_version": ("Use version {name}", "Использовать версию {name}"),
    "rename": ("Rename it to “{name}”", "Переименовать в «{name}»"),
    "remove_field": (
        "Remove “{name}”, which says nothing here",
        "Убрать «{name}»: здесь это ничего не значит",
    ),
    "remove_connection": (
        "Remove this connection: the one before it does the same",
        "Убрать эту связь: предыдущая делает то же самое",
    ),
    "remove_attachment": ("Remove the empty attachment", "Убрать пустое вложение"),
}

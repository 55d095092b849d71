"""Google Sheets (developers.google.com/sheets/api), as a service account."""

from ..base import CredentialNeed, Manifest, Operation, read_icon
from ..fields import answer, anything, form, several, switch, text, whole
from ..words import Words

API = "https://sheets.googleapis.com"
SCOPE = "https://www.googleapis.com/auth/spreadsheets"

_APPEND_ROW = Operation(
    name="append_row",
    title=Words("Add a row", "Добавить строку"),
    description=Words(
        "Adds a row below the table of a Google spreadsheet that is shared with the service account.",
        "Добавляет строку под таблицей в Google Таблице, к которой открыт доступ сервисному аккаунту.",
    ),
    input=form(
        ("spreadsheet_id", "values"),
        spreadsheet_id=text(
            Words("Spreadsheet", "Таблица"),
            Words(
                "The id in its address, between /d/ and /edit.",
                "Идентификатор из её адреса, между /d/ и /edit.",
            ),
            most=200,
            pattern=r"^[A-Za-z0-9_-]+$",
        ),
        range=text(
            Words("Sheet or range", "Лист или диапазон"),
            Words(
                "Name of the sheet, or a range such as Orders!A1:D1 in which the table is looked for.",
                "Имя листа или диапазон, например Заказы!A1:D1, где искать таблицу.",
            ),
            most=200,
            minLength=1,
            default="A1",
        ),
        values=several(
            Words("Cells", "Ячейки"),
            anything(Words("Cell", "Ячейка")),
            Words("From the first column on.", "Начиная с первого столбца."),
            minItems=1,
            maxItems=1000,
        ),
        as_typed=switch(
            Words("As if typed in", "Как при вводе руками"),
            Words(
                "Texts that look like numbers, dates or formulas become such: also what a person wrote.",
                "Тексты, похожие на числа, даты и формулы, станут ими — в том числе написанные собеседником.",
            ),
            default=False,
        ),
        base_url=text(
            Words("API address", "Адрес API"),
            Words("Where it is not Google's own.", "Если это не адрес Google."),
            most=2048,
        ),
    ),
    output=answer(
        spreadsheet_id=text(Words("Spreadsheet", "Таблица")),
        range=text(Words("Where it stands now", "Где она теперь")),
        rows=whole(Words("Rows", "Строк")),
        cells=whole(Words("Cells", "Ячеек")),
    ),
)

MANIFEST = Manifest(
    id="sheets",
    title=Words("Google Sheets", "Google Таблицы"),
    description=Words("Rows in Google spreadsheets.", "Строки в Google Таблицах."),
    icon=read_icon(__file__),
    operations=(_APPEND_ROW,),
    credential=CredentialNeed(
        provider="google",
        strategies=("service_account", "oauth2"),
        description=Words(
            f"Key file of a service account, with the scope {SCOPE}.",
            f"Файл ключа сервисного аккаунта, с областью доступа {SCOPE}.",
        ),
        hosts=("sheets.googleapis.com",),
    ),
)

"""The widget catalogue: the settings of each kind and what a reply to it carries (flow-language.md 1).

Settings may hold placeholders: in place of a number or a yes/no a text that is one placeholder may stand.
"""

from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from .part import Part

type Slot = Annotated[str, Field(pattern=r"^\{\$.*\$\}$")]
type Count = Annotated[int, Field(ge=0)] | Slot
type Flag = bool | Slot
type FieldType = Literal[
    "text", "textarea", "email", "phone", "number", "date", "time", "select", "multiselect", "checkbox"
]


class Option(Part):
    """One choice."""

    text: str = Field(description="What is shown.")
    value: str | None = Field(default=None, description="What is sent; the text by default.")


class FormField(Part):
    """One field of a form."""

    name: str = Field(min_length=1, description="Key of the answer in message.params.form.")
    label: str = Field(default="", description="What is shown; the name by default.")
    type: FieldType = Field(default="text", description="What can be typed or chosen.")
    required: Flag = Field(default=False, description="Whether it must be filled in.")
    placeholder: str = Field(default="", description="Shown while it is empty.")
    value: Any = Field(default=None, description="What it holds at first.")
    options: list[Option] | Slot = Field(default=[], description="Choices of select and multiselect.")


class FormProps(Part):
    """Several questions at once."""

    title: str = Field(default="", description="Heading.")
    fields: list[FormField] = Field(min_length=1, description="Fields, in order.")
    submit: str = Field(default="", description="Text of the button that sends it.")


class CardButton(Part):
    """A button of a card; it sends its value, or opens an address."""

    text: str = Field(description="What it shows.")
    value: str | None = Field(default=None, description="What is sent; the text by default.")
    url: str | None = Field(default=None, description="An address to open in place of sending.")


class Card(Part):
    """A picture with a few words."""

    title: str = Field(default="", description="Heading.")
    text: str = Field(default="", description="Words below it.")
    image: str | None = Field(default=None, description="Address of the picture.")
    buttons: list[CardButton] = Field(default=[], description="Buttons below it.")


class CardsProps(Part):
    """Cards side by side or one below the other."""

    cards: list[Card] | Slot = Field(description="Cards, in order, or a variable that holds them.")


class DateProps(Part):
    """A calendar or a clock."""

    label: str = Field(default="", description="What is asked.")
    mode: Literal["date", "time", "datetime"] = Field(default="date", description="What is chosen.")
    min: str | None = Field(default=None, description="The earliest, ISO 8601.")
    max: str | None = Field(default=None, description="The latest, ISO 8601.")


class RatingProps(Part):
    """Stars."""

    label: str = Field(default="", description="What is rated.")
    max: Annotated[int, Field(ge=2, le=10)] | Slot = Field(default=5, description="How many stars there are.")


class FileProps(Part):
    """Asks for files."""

    label: str = Field(default="", description="What is asked for.")
    accept: list[str] = Field(default=[], description="Media types or endings, such as image/* or .pdf.")
    max_size: Count | None = Field(default=None, description="Bytes a file may have.")
    multiple: Flag = Field(default=False, description="Whether several may be sent.")


class LocationProps(Part):
    """Asks where the person is."""

    label: str = Field(default="", description="What is asked.")


class _Kind(Part):
    """A widget of the catalogue."""


class FormWidget(_Kind):
    """Reply: text is the answers in one line each; params.form is an object of answers by field name."""

    type: Literal["form"]
    props: FormProps


class CardsWidget(_Kind):
    """Reply: the pressed button's value as text and button, like a button under a message."""

    type: Literal["cards"]
    props: CardsProps


class CarouselWidget(_Kind):
    """Reply: the pressed button's value as text and button, like a button under a message."""

    type: Literal["carousel"]
    props: CardsProps


class DateWidget(_Kind):
    """Reply: text is YYYY-MM-DD, HH:MM or YYYY-MM-DDTHH:MM; params.date is the same text."""

    type: Literal["date"]
    props: DateProps = DateProps()


class RatingWidget(_Kind):
    """Reply: text is the number of stars; params.rating is it as a number."""

    type: Literal["rating"]
    props: RatingProps = RatingProps()


class FileWidget(_Kind):
    """Reply: the files as message.attachments; text is what was typed beside them, or empty."""

    type: Literal["file"]
    props: FileProps = FileProps()


class LocationWidget(_Kind):
    """Reply: text is `latitude,longitude`; params.location is {latitude, longitude} as numbers."""

    type: Literal["location"]
    props: LocationProps = LocationProps()


type Kind = type[_Kind]

WIDGETS: dict[str, Kind] = {
    "form": FormWidget,
    "cards": CardsWidget,
    "carousel": CarouselWidget,
    "date": DateWidget,
    "rating": RatingWidget,
    "file": FileWidget,
    "location": LocationWidget,
}

type AnyWidget = Annotated[
    FormWidget | CardsWidget | CarouselWidget | DateWidget | RatingWidget | FileWidget | LocationWidget,
    Field(discriminator="type"),
]

ANY_WIDGET: TypeAdapter[Any] = TypeAdapter(AnyWidget | None)

"""Sticky notes for authors."""

from pydantic import Field

from .part import Id, Part, Position


class Note(Part):
    """A note for authors; people who talk to the bot never see it."""

    id: Id = Field(default="", description="Made where it is left out, kept ever after.")
    text: str = Field(default="", description="What it says.")
    position: Position | None = Field(default=None, description="Where it is drawn.")
    color: str = Field(default="yellow", description="Colour of the note.")

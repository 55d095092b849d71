"""What the floors accept: one message of one user."""

from pydantic import BaseModel, Field


class Message(BaseModel):
    """The body of `POST /bot`."""

    sender: str = Field(alias="from")
    name: str
    text: str
    slot: int = 0

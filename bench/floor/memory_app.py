"""Floor i: HTTP in, reply in the response, sessions in a dictionary."""

from fastapi import FastAPI

from bench.floor.message import Message
from bench.floor.quiz import answer

app = FastAPI()
sessions: dict[str, dict[str, str]] = {}


@app.get("/health")
async def health() -> dict[str, bool]:
    return {"ok": True}


@app.post("/bot")
async def bot(message: Message) -> dict[str, str]:
    session = sessions.setdefault(message.sender, {})
    return {"reply": answer(session, message.name, message.text)}

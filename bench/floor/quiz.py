"""The three-turn quiz as plain code."""

SCORES = {"a": 10, "b": 20, "c": 30}


def answer(session: dict[str, str], name: str, text: str) -> str:
    """The reply to one message; `session` is changed in place and holds texts only, as a Redis hash does."""
    if text == "start":
        session["name"] = name
        session["step"] = "1"
        return f"Hello {name}! Question 1: pick a, b or c?"
    if text == "end":
        return f"Your score is {session.get('score')}"
    score = SCORES.get(text, 0)
    session["score"] = str(score)
    session["step"] = "2"
    return f"You said {text}, {session.get('name')}: score {score}. Say end."

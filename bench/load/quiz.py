"""The scenario: three turns, each with the text its reply must contain."""

import random
from dataclasses import dataclass

SCORES = {"a": 10, "b": 20, "c": 30, "x": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizTurn:
    says: str
    expects: str


def conversation(name: str, choice: random.Random) -> tuple[QuizTurn, ...]:
    """Greeting by name, a three-way switch with an ELSE, and a score that the session must have kept."""
    pick, score = choice.choice(list(SCORES.items()))
    return (
        QuizTurn(says="start", expects=f"Hello {name}!"),
        QuizTurn(says=pick, expects=f"score {score}."),
        QuizTurn(says="end", expects=f"Your score is {score}"),
    )

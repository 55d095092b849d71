"""Looking for the parts of a long draft."""

from app.authoring.parts.ordering import place_in


class Counted(list):
    """A list that says how often it was gone through."""

    times = 0

    def __iter__(self):
        self.times += 1
        return super().__iter__()


def step(number):
    connection = {"id": f"c{number}", "to": "s0"}
    group = {"id": f"g{number}", "connections": [connection]}
    return {"id": f"s{number}", "message": {"text": f"{number}"}, "groups": [group]}


def test_the_parts_of_a_draft_are_found_by_going_through_it_once():
    steps = Counted(step(number) for number in range(500))
    look = place_in({"steps": steps})

    for number in range(500):
        at = ("steps", f"s{number}")
        assert look(at)[1] is steps[number]
        assert look((*at, "message"))[1] == {"text": f"{number}"}
        assert look((*at, "groups", f"g{number}", "connections", f"c{number}"))[1]["to"] == "s0"
    assert steps.times == 1


def test_what_is_gone_is_nothing_and_stands_last():
    look = place_in({"steps": [step(1)]})
    assert look(("steps", "s1", "message", "widget")) == (0, None)
    assert look(("steps", "gone")) == (3, None)
    assert look(("steps", "gone", "message"))[1] is None

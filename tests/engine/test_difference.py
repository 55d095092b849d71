"""What two documents differ in, by parts and fields."""

from app.engine.difference import difference


def bot(steps=(), **more):
    return {"dbcv": 1, "kind": "bot", "name": "B", "steps": [*steps], **more}


def step(called, **more):
    return {"id": called, **more}


def told(before, after):
    return [(one.kind, one.id, one.how) for one in difference(before, after)]


def fields(before, after):
    return [
        (".".join(map(str, field.path)), field.before, field.after)
        for one in difference(before, after)
        for field in one.fields
    ]


def test_a_document_does_not_differ_from_itself():
    document = bot([step("a"), step("b")], requests=[{"id": "r", "url": "https://x.example"}])

    assert difference(document, document) == ()


def test_parts_that_came_and_went_are_told_whole():
    before = bot([step("a")], notes=[{"id": "n", "text": "old"}])
    after = bot([step("b", name="Bee")], templates=[{"id": "t", "version": 2}], groups=[{"id": "g"}])

    assert told(before, after) == [
        ("step", "a", "removed"),
        ("step", "b", "added"),
        ("group", "g", "added"),
        ("note", "n", "removed"),
        ("template", "t@2", "added"),
    ]
    assert [one.name for one in difference(before, after)][:2] == ["a", "Bee"]


def test_a_change_is_told_field_by_field_with_ids_in_its_path():
    def made(text, to, value):
        rules = {
            "condition": "AND",
            "rules": [{"field": "message.text", "operator": "equal", "value": value}],
        }
        group = {"id": "g1", "connections": [{"id": "c1", "rules": rules, "to": to}]}
        return bot([step("a", message={"text": text}, groups=[group])])

    assert fields(made("Hi", "a", "1"), made("Hello", "b", "2")) == [
        ("steps.a.message.text", "Hi", "Hello"),
        ("steps.a.groups.g1.connections.c1.rules.rules.0.value", "1", "2"),
        ("steps.a.groups.g1.connections.c1.to", "a", "b"),
    ]


def test_fields_of_the_bot_itself_have_no_part_before_them():
    assert fields(bot(variables={"a": 1}), bot(variables={"a": 1, "b": 2}, locale="ru")) == [
        ("variables.b", None, 2),
        ("locale", None, "ru"),
    ]


def test_a_list_of_another_length_is_told_whole():
    before = bot([step("a", message={"buttons": [{"text": "Yes"}]})])
    after = bot([step("a", message={"buttons": [{"text": "Yes"}, {"text": "No"}]})])

    (only,) = fields(before, after)
    assert only == ("steps.a.message.buttons", [{"text": "Yes"}], [{"text": "Yes"}, {"text": "No"}])


def test_true_and_one_are_not_the_same():
    assert fields(bot(variables={"x": True}), bot(variables={"x": 1})) == [("variables.x", True, 1)]


def test_only_the_step_that_moved_is_told_and_where_it_stands():
    before = bot([step(name) for name in "abcde"])
    after = bot([step(name) for name in "bcdea"])

    (only,) = difference(before, after)
    assert (only.id, only.how, only.moved, only.after) == ("a", "moved", True, "e")


def test_a_part_that_changed_and_moved_is_one_change():
    before, after = bot([step("a"), step("b"), step("c")]), bot([step("c", note="x"), step("a"), step("b")])

    (only,) = difference(before, after)
    assert (only.id, only.how, only.moved, only.after) == ("c", "changed", True, None)


def test_connections_in_a_new_order_are_told():
    def made(*order):
        return bot(
            [step("a", groups=[{"id": "g", "connections": [{"id": one, "to": "a"} for one in order]}])]
        )

    assert fields(made("x", "y"), made("y", "x")) == [
        ("steps.a.groups.g.connections.#order", ["x", "y"], ["y", "x"])
    ]


def test_what_is_added_and_removed_does_not_count_as_moving():
    before = bot([step(name) for name in "abcd"])
    after = bot([step(name) for name in "axcd"])

    assert told(before, after) == [("step", "b", "removed"), ("step", "x", "added")]


def test_bundled_templates_are_compared_step_by_step():
    def made(text):
        inner = step("in", message={"text": text})
        return bot(templates=[{"id": "t", "version": 1, "steps": [inner]}])

    assert fields(made("a"), made("b")) == [("templates.t@1.steps.in.message.text", "a", "b")]


def test_templates_themselves_can_be_compared():
    before = {"dbcv": 1, "kind": "template", "id": "t", "version": 1, "steps": [step("a")]}
    after = {**before, "version": 2, "steps": [step("a"), step("b")]}

    assert told(before, after) == [("template", "", "changed"), ("step", "b", "added")]


def test_two_thousand_steps_are_compared_at_once():
    def made(odd):
        return bot(
            [step(f"s{n}", message={"text": f"{n} {odd if n % 100 == 0 else ''}"}) for n in range(2000)]
        )

    assert len(difference(made("a"), made("b"))) == 20

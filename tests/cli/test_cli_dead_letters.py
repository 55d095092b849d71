"""`dbcv dead-letters`: what could not be handled is listed without its texts, and put back once."""

from cli.commanding import dbcv
from servers import run_sql

LETTERS = """
insert into message (thread_id, seq, id, sender_kind, sender_id, body)
select '01900000-0000-7000-8000-000000000003', n, gen_random_uuid(), 'bot', bot.id, '{"text": "x"}'
from bot, generate_series(1, 3) as n;
insert into dead_letter (id, kind, bot_id, thread_id, payload, error, attempts)
select ('01900000-0000-7000-8000-00000000001' || n)::uuid, 'delivery', bot.id,
       '01900000-0000-7000-8000-000000000003', json_build_object('seq', n), 'webhook:status_410', 1
from bot, generate_series(1, 3) as n;
"""


def test_dead_letters_are_listed_without_their_texts_and_replayed_once(system):
    dbcv("import", "bot.yaml")
    run_sql(
        system,
        """
        insert into dead_letter (id, kind, bot_id, session_id, payload, error, attempts)
        select '01900000-0000-7000-8000-000000000002', 'event', id, '01900000-0000-7000-8000-000000000001',
               '{"event": {"text": "private words"}, "answers": null}', 'KeyError in x, line 1', 5
        from bot
        """,
    )
    letter = run_sql(system, "select id from dead_letter")

    code, said, _ = dbcv("dead-letters", "list")
    assert code == 0
    assert all(part in said for part in (letter, "event", "Кафе", "KeyError in x, line 1", "5 attempts"))
    assert "private" not in said
    assert dbcv("dead-letters", "replay", "--bot", "Кафе")[:2] == (0, "1 of 1 replayed\n")
    assert run_sql(system, "select session_id, event->>'text' from inbox").endswith(
        "-000000000001|private words"
    )
    assert dbcv("dead-letters", "list")[1] == "There are none.\n"
    assert dbcv("dead-letters", "replay", letter)[:2] == (1, "0 of 1 replayed\n")


def test_dead_letters_are_listed_page_by_page(system):
    dbcv("import", "bot.yaml")
    run_sql(system, LETTERS)

    first = dbcv("dead-letters", "list", "--limit", "2")[1].splitlines()
    last = first[1].split()[0]

    assert first[2] == f"… and more: --after {last}"
    assert "webhook:status_410 (1 attempt)" in first[1]
    rest = dbcv("dead-letters", "list", "--limit", "2", "--after", last)[1].splitlines()
    assert [line.split()[0][-2:] for line in (*first[:2], *rest)] == ["11", "12", "13"]


def test_messages_that_nobody_took_are_carried_again_each_once(system):
    dbcv("import", "bot.yaml")
    run_sql(system, LETTERS)
    run_sql(system, "delete from message where seq = 3")
    letter = run_sql(system, "select min(id::text) from dead_letter")

    assert dbcv("dead-letters", "replay", letter)[:2] == (0, "1 of 1 replayed\n")
    code, said, complaint = dbcv("dead-letters", "replay", "--bot", "Кафе")
    assert (code, said) == (1, "1 of 2 replayed\n")
    assert "its message is gone" in complaint
    assert run_sql(system, "select seq, external, attempts from outbox order by seq").split() == [
        "1|t|0",
        "2|t|0",
    ]
    assert len(dbcv("dead-letters", "list")[1].splitlines()) == 1

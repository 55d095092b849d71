"""Real conversations: sessions, messages, traces, replay, counts, people and what is kept about them."""

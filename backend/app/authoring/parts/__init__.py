"""The parts of a draft one by one, by the ids of their rows; every write is a change of the bot."""

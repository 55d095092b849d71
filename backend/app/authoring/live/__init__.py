"""/ws/bot: those who have a bot open see what happens in it, and each other."""

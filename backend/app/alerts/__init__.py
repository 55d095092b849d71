"""Telling a bot's people when its problems rise, and when that is over."""

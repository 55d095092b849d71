"""Conversation tests kept with a bot: listed, written, played, and asked before it is published."""

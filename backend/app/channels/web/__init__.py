"""The web channel: messages over HTTP, replies over WebSocket (interfaces.md)."""

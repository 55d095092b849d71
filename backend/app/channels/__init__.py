"""How people reach a bot: the web channel, webhooks and what is to come, each in a folder of its own."""

"""What bots can call, by its id: `<service>.<operation>` (docs/integrations.md)."""

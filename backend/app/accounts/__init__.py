"""People, tokens, roles, and who may touch which bot or workspace."""

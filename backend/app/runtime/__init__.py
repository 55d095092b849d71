"""What we do about a conversation: load, advance, perform, commit, publish."""

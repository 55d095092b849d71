"""Credentials: sealed, write-only in every interface, bound to hosts (docs/credentials.md)."""

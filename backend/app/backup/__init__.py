"""The whole of an installation in one file, and back (docs/decisions/backup.md)."""

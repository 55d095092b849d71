"""Bots and their parts: drafts, versions, import and export."""

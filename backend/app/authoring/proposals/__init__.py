"""Proposals: edits made on a branch of a draft, which a person accepts or rejects, whole or by part."""

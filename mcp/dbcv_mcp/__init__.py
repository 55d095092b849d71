"""Assistants build, try and publish bots: an MCP server that talks to DBCV's REST API and to nothing else."""

VERSION = "0.1.0"

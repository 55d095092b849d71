"""Templates of a workspace and of the gallery: parts of conversations that bots use as one step."""

from .known import own_templates, workspace_templates

__all__ = ["own_templates", "workspace_templates"]

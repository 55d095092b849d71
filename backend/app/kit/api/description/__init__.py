"""The description of the API as OpenAPI: what FastAPI knows, and what can be told from the code besides."""

from .api import DescribedApi

__all__ = ["DescribedApi"]

"""The words for authors: one table a family of codes, each sentence in English and Russian."""

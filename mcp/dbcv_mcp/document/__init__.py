"""What can be told of a bot's document without the engine: places, outline, search, layout."""

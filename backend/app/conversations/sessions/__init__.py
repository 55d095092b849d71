"""Sessions as authors look at them."""

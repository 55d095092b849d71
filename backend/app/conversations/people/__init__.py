"""People who talk to bots: finding one, handing out and erasing what is kept about them."""

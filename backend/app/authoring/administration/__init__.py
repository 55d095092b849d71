"""What is done with a bot as a whole: who may touch it, whether it runs, what was done, what it remembers."""

"""Files people and authors send: taken in as a stream, kept once a workspace, given out under a policy."""

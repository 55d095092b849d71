"""Messages to be sent later: emitters, and the crons by which they repeat."""

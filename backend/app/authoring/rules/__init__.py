"""Rule sets tried with values an author gives."""

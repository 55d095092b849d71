"""What a bundle may hold."""

BUNDLE_BYTES = 200 * 1024 * 1024  # of the archive, and of all that is in it
ENTRIES = 1000
DIRECTORY_BYTES = 1024 * 1024  # of the archive's own table of contents

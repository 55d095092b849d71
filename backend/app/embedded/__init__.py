"""PostgreSQL and Valkey as child processes, and the supervisor of all processes. Standard library only."""

"""How the embedded PostgreSQL is tuned; `ALTER SYSTEM` overrides any of it."""

from collections.abc import Mapping

# fsync and its kin are the promise that an accepted message is never lost. Terse errors without their
# statement keep people's texts out of the log. No socket file: its path would have a length limit.
SETTINGS: Mapping[str, str] = {
    "listen_addresses": "'127.0.0.1'",
    "unix_socket_directories": "''",
    "max_connections": "100",
    "max_logical_replication_workers": "0",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "shared_buffers": "128MB",
    "effective_cache_size": "512MB",
    "work_mem": "4MB",
    "maintenance_work_mem": "64MB",
    "wal_buffers": "16MB",
    "min_wal_size": "256MB",
    "max_wal_size": "1GB",
    "checkpoint_timeout": "15min",
    "checkpoint_completion_target": "0.9",
    "random_page_cost": "1.1",
    "jit": "off",
    "io_method": "sync",
    "autovacuum_naptime": "30s",
    "autovacuum_vacuum_scale_factor": "0.05",
    "autovacuum_analyze_scale_factor": "0.05",
    "log_min_messages": "warning",
    "log_checkpoints": "off",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
    "log_line_prefix": "'postgres [%p] '",
    "log_timezone": "'UTC'",
    "timezone": "'UTC'",
}

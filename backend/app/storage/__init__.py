"""PostgreSQL: tables, the engine and sessions of SQLAlchemy. The hot path has its own connections."""

"""The authority (Behörde): unit of isolation, backup and sharding.

One authority has its own database (a SQLite file, or a PostgreSQL schema with its own role),
its own folder for blobs and keys, and its own host names. Nothing is shared but the code, so
there is no tenant column that a query could forget.
"""

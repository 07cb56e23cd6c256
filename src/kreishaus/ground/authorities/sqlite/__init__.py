"""Django's SQLite backend with writers that wait their turn closely."""

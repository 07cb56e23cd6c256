"""Exchange formats of the records: pure Python, no database, no clock, no network."""

"""Ground stone: pure Python that every room may use. No Django."""

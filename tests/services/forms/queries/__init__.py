"""Finding forms and code lists."""

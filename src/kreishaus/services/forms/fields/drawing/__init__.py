"""Lines drawn by hand."""

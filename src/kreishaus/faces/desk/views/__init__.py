"""Views of the desk, one module for each page of the daily work."""

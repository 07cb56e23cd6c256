"""Typesetting: turns data into accessible, archivable PDF letters, summaries and receipts."""

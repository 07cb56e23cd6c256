"""What is made of the documents of a file: one paginated volume, a bundle to take away, a copy without secrets.

Pure Python: it gets bytes and plain facts, and knows no database. Heavy libraries are imported where they are used.
"""

"""Records (E-Akte): filing plan, files, cases, documents and their immutable versions."""

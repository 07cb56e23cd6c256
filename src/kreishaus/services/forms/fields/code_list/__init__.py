"""An answer from a code list (Codeliste)."""

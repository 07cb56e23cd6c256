"""Pure parts of casework: the wording of a letter from its template."""

"""Out again: a form as message 0102 of XDatenfelder 3.0.0, from which the import makes the same form."""

"""Pure parts of an application: texts filled from answers, and the data document of the file."""

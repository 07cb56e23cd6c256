"""The face for citizens, companies, schools and visitors: find, understand, apply, follow."""

"""Services wing: the catalogue, the forms and what becomes of an application."""

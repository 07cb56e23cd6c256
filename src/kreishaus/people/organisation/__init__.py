"""Organisation: offices, posts, staff and the roles a post carries."""

"""What is made of the documents of a file."""

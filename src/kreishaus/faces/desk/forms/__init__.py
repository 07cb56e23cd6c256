"""What staff type: read, checked, and shown again with the mistakes in words."""

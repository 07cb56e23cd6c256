"""What a service costs: dated fees and their calculation, explained item by item."""

"""The application (Antrag): from the draft to the receipt, and what follows until it is decided."""

"""Casework: tasks, requests for information and decisions of the staff."""

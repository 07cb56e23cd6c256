"""Migrations of the packages."""

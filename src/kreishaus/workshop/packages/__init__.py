"""Service packages: readable folders that become published services, and back."""

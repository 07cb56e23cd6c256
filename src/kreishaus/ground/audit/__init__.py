"""Verifiable log: who did what to which object, provable years later without trusting us."""

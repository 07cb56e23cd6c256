"""Outgoing mail: written down with the matter it belongs to, sent by a job, its fate visible."""

"""The face for staff: inbox, case, decision, services. Everything at a glance."""

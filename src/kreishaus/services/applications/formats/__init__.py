"""How an application is written down for machines."""

"""Settings, addresses, command line: where the rooms are put together."""

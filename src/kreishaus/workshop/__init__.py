"""The workshop: where services are made, proved and exchanged."""

"""The catalogue as text: what an editor writes and a county exchanges."""

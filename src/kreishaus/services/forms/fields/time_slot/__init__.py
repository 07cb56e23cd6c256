"""An appointment to choose."""

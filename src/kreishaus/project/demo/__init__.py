"""The demonstration county: text files in `demo/`, loaded through the same actions that a real authority uses."""

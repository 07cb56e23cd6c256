"""The frame of every page: head, navigation, foot, messages, error pages. Shared by all faces."""

"""The official quality messages, each triggered by a small file of ours."""

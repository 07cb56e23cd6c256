"""What can go wrong with data from outside."""


class NotReadable(Exception):
    """The data are no submission of this form; the message says why."""

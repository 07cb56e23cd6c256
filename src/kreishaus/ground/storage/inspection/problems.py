"""Why an upload is not accepted."""


class UnacceptableUpload(Exception):
    """The file cannot be taken; the message tells the person in German what to do instead."""

"""xdomea: exchange of files between authorities and with archives, releases 2.3 to 3.1, disposal also in 4.0."""

from kreishaus.records.formats.xdomea.kinds import Kind
from kreishaus.records.formats.xdomea.message import Message
from kreishaus.records.formats.xdomea.reading import read_message
from kreishaus.records.formats.xdomea.releases import DEFAULT, Release
from kreishaus.records.formats.xdomea.writing import write_message

__all__ = ["DEFAULT", "Kind", "Message", "Release", "read_message", "write_message"]

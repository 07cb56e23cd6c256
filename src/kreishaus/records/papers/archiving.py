"""Make a PDF of our own pictures and letters say truthfully that it is PDF/A-2b."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from .lettering import lettering

if TYPE_CHECKING:
    import pikepdf


def as_archive(pdf: pikepdf.Pdf, *, title: str) -> bytes:
    """Return the file with the colour space and the claim that PDF/A-2b wants, and no other metadata; it is closed.

    Only for files whose pages come from `rastering`; of others the claim may be untrue.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(lettering().pdf)) as source:
        # sRGB, as every paper of the house has it.
        pdf.Root.OutputIntents = pdf.copy_foreign(source.make_indirect(source.Root.OutputIntents))
        if "/KreishausHidden" in pdf.Root:
            del pdf.Root["/KreishausHidden"]
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["pdfaid:part"] = "2"
            metadata["pdfaid:conformance"] = "B"
            metadata["dc:title"] = title
        output = io.BytesIO()
        pdf.save(output, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    pdf.close()
    return output.getvalue()

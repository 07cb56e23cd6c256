"""Each rule over the zip container, on a container that breaks it and no other."""

import stat
import zipfile
from io import BytesIO

import pytest

from kreishaus.records.formats.xdomea.rules import Rule, Weight, findings
from kreishaus.records.formats.xdomea.rules import container as rules
from kreishaus.records.formats.xdomea.rules.container import Container, Limits, messages_in
from tests.records.formats.xdomea import cast

MESSAGE = f"{cast.PROCESS}_Aussonderung.Aussonderung.0503.xml"


def entry(name: str, *, offset: int = 0, size: int = 10, packed: int = 10) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.orig_filename = name
    info.header_offset, info.file_size, info.compress_size = offset, size, packed
    return info


def directory(*entries: zipfile.ZipInfo, limits: Limits | None = None) -> Container:
    for number, item in enumerate(entries):
        item.header_offset = item.header_offset or number * 10_000
    return Container(entries, 2**32 - 1, limits or Limits())


def broken(container: Container) -> dict[str, str]:
    return {finding.rule: str(finding.problem) for finding in findings(rules.RULES, container)}


def test_an_orderly_container_breaks_no_rule() -> None:
    assert broken(directory(entry(MESSAGE), entry(cast.PRIMARY))) == {}


@pytest.mark.parametrize(
    "name",
    ["../a.pdf", "a/../../b.pdf", "/etc/passwd", "\\\\server\\a", "C:\\a.pdf", "..\\a.pdf", "a\x00.pdf", "a\n.pdf"],
)
def test_a_name_that_leads_out_is_refused(name: str) -> None:
    found = rules.UNSAFE_NAME.findings(directory(entry(MESSAGE), entry(name)))

    assert [finding.rule for finding in found] == ["container.unsafe-name"]
    assert "Angriff" in found[0].problem.hint


def test_a_link_is_refused() -> None:
    link = entry(cast.PRIMARY)
    link.external_attr = (stat.S_IFLNK | 0o777) << 16

    assert list(broken(directory(entry(MESSAGE), link))) == ["container.unsafe-name"]


def test_an_encrypted_entry_is_refused() -> None:
    secret = entry(cast.PRIMARY)
    secret.flag_bits |= 1

    assert "ohne Kennwort" in broken(directory(entry(MESSAGE), secret))["container.encrypted"]


def test_a_rare_compression_is_refused() -> None:
    rare = entry(cast.PRIMARY)
    rare.compress_type = zipfile.ZIP_LZMA

    assert list(broken(directory(entry(MESSAGE), rare))) == ["container.method"]


def test_an_entry_twice_is_refused_even_if_only_the_case_differs() -> None:
    found = broken(directory(entry(MESSAGE), entry(cast.PRIMARY), entry(cast.PRIMARY.upper())))

    assert "2-mal" in found["container.twice"]


def test_folders_are_refused() -> None:
    found = broken(directory(entry(MESSAGE), entry(f"anlagen/{cast.PRIMARY}")))

    assert "direkt in das Paket" in found["container.folder"]


@pytest.mark.parametrize("offset", [-5, 2**33])
def test_an_entry_outside_the_container_is_refused(offset: int) -> None:
    found = broken(directory(entry(MESSAGE), entry(cast.PRIMARY, offset=offset)))

    assert "außerhalb des Pakets" in found["container.outside"]


def test_entries_that_share_bytes_are_refused() -> None:
    found = broken(directory(entry(MESSAGE), entry(cast.PRIMARY, offset=100, packed=500), entry("b", offset=300)))

    assert list(found) == ["container.overlap"]


@pytest.mark.parametrize(
    ("item", "limits", "words"),
    [
        (entry(cast.PRIMARY, size=3_000_000_000, packed=3_000_000), Limits(), "200-Fache"),
        (entry(cast.PRIMARY, size=2_000, packed=1_999), Limits(total=1_000), "ausgepackt"),
        (entry(cast.PRIMARY), Limits(entries=1), "mehr als 1"),
    ],
)
def test_bombs_are_refused(item: zipfile.ZipInfo, limits: Limits, words: str) -> None:
    found = broken(directory(entry(MESSAGE), item, limits=limits))

    assert words.lower() in found["container.bomb"].lower()


def test_a_small_file_may_shrink_as_it_likes() -> None:
    assert broken(directory(entry(MESSAGE), entry(cast.PRIMARY, size=9_000_000, packed=9_000))) == {}


@pytest.mark.parametrize(
    ("names", "words"),
    [((), "keine Nachricht"), ((MESSAGE, MESSAGE.replace("0503", "0501")), "2 Nachrichten")],
)
def test_exactly_one_message_belongs_in_a_container(names: tuple[str, ...], words: str) -> None:
    found = broken(directory(*(entry(name) for name in names)))

    assert words in found["container.one-message"]


def test_a_primary_file_may_be_xml_itself() -> None:
    container = directory(entry(MESSAGE), entry("40000000-0000-4000-8000-000000000000_Daten.xml"))

    assert messages_in(container) == [MESSAGE]


def test_a_message_with_another_name_is_taken_with_a_note() -> None:
    (finding,) = findings(rules.RULES, directory(entry("nachricht.xml")))

    assert (finding.rule, finding.weight) == ("container.message-name", Weight.NOTE)


def test_more_than_four_gigabytes_are_told() -> None:
    (finding,) = findings(rules.RULES, Container([entry(MESSAGE)], 2**32))

    assert (finding.rule, finding.weight) == ("container.large", Weight.NOTE)


def test_every_rule_has_a_name_of_its_own() -> None:
    named = [value for value in vars(rules).values() if isinstance(value, Rule)]

    assert len({rule.key for rule in named}) == len(named) == len(rules.RULES)


def test_the_directory_of_a_real_zip_is_understood() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as written:
        written.writestr(MESSAGE, "<a/>")
        written.writestr(cast.PRIMARY, "x" * 1000)
    with zipfile.ZipFile(stream) as opened:
        assert broken(Container(opened.infolist(), len(stream.getvalue()))) == {}

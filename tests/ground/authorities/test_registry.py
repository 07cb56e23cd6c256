import json
import multiprocessing
import stat
from pathlib import Path

import pytest

from kreishaus.ground.authorities import databases, registry
from kreishaus.ground.authorities.authority import Authority, InvalidAuthority
from kreishaus.ground.authorities.registry import FILE_NAME, UnknownAuthority


def an_authority(folder: Path, key: str = "leer", *, hosts: tuple[str, ...] = ("leer.example",)) -> Authority:
    own = registry.folder_of(folder, key)
    return Authority(
        key=key,
        name=f"Landkreis {key.capitalize()}",
        hosts=hosts,
        folder=own,
        database_alias=key,
        public_url=f"https://{key}.example",
        database=databases.sqlite_database(str(own / "kreishaus.sqlite3")),
    )


def add_one(folder: Path, key: str) -> None:
    registry.add(folder, an_authority(folder, key, hosts=(f"{key}.example",)))


def test_an_empty_installation_has_no_authorities(tmp_path: Path) -> None:
    assert registry.authorities(tmp_path) == ()


def test_what_was_added_is_read_back_whole_and_in_order(tmp_path: Path) -> None:
    leer, aurich = an_authority(tmp_path), an_authority(tmp_path, "aurich", hosts=("aurich.example",))

    registry.add(tmp_path, leer)
    registry.add(tmp_path, aurich)

    assert registry.authorities(tmp_path) == (leer, aurich)
    assert registry.by_key(tmp_path, "aurich").database == aurich.database


def test_only_the_owner_reads_the_file_for_it_holds_passwords(tmp_path: Path) -> None:
    registry.add(tmp_path, an_authority(tmp_path))
    registry.add(tmp_path, an_authority(tmp_path, "aurich", hosts=("aurich.example",)))

    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600


def test_a_write_that_fails_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    registry.add(tmp_path, an_authority(tmp_path))
    before = (tmp_path / FILE_NAME).read_bytes()
    unwritable = an_authority(tmp_path, "aurich", hosts=("aurich.example",))
    # A name with half a surrogate pair cannot be written as UTF-8: the failure comes in the middle of the write.
    broken = Authority(
        key="aurich",
        name="Aurich\ud800",
        hosts=unwritable.hosts,
        folder=unwritable.folder,
        database_alias="aurich",
        database=unwritable.database,
    )

    with pytest.raises(UnicodeEncodeError):
        registry.add(tmp_path, broken)

    assert (tmp_path / FILE_NAME).read_bytes() == before
    assert list(tmp_path.glob(".authorities-*")) == []


def test_two_processes_that_add_at_once_both_succeed(tmp_path: Path) -> None:
    keys = [f"kreis_{number}" for number in range(6)]
    context = multiprocessing.get_context("fork")
    processes = [context.Process(target=add_one, args=(tmp_path, key)) for key in keys]

    for process in processes:
        process.start()
    for process in processes:
        process.join(30)

    assert sorted(authority.key for authority in registry.authorities(tmp_path)) == keys


@pytest.mark.parametrize(
    ("key", "hosts", "message"),
    [
        ("leer", ("anders.example",), "Die Behörde „leer“ gibt es schon."),
        ("aurich", ("aurich.example", "leer.example"), "Der Name „leer.example“ gehört schon zu „leer“."),
    ],
)
def test_a_taken_key_or_host_is_refused(tmp_path: Path, key: str, hosts: tuple[str, ...], message: str) -> None:
    registry.add(tmp_path, an_authority(tmp_path))

    with pytest.raises(InvalidAuthority) as refused:
        registry.add(tmp_path, an_authority(tmp_path, key, hosts=hosts))

    assert str(refused.value) == message
    assert [authority.key for authority in registry.authorities(tmp_path)] == ["leer"]


def test_an_unknown_key_is_answered_with_those_that_exist(tmp_path: Path) -> None:
    with pytest.raises(UnknownAuthority, match="Vorhanden: noch keine"):
        registry.by_key(tmp_path, "wittmund")
    registry.add(tmp_path, an_authority(tmp_path))

    with pytest.raises(UnknownAuthority, match=r"Es gibt keine Behörde „wittmund“[.] Vorhanden: leer[.]"):
        registry.by_key(tmp_path, "wittmund")


def test_an_exact_host_wins_over_the_authority_for_all_hosts(tmp_path: Path) -> None:
    registry.add(tmp_path, an_authority(tmp_path, "demo", hosts=("*",)))
    registry.add(tmp_path, an_authority(tmp_path))

    assert registry.by_host(tmp_path, "leer.example").key == "leer"
    assert registry.by_host(tmp_path, "irgendwo.example").key == "demo"


def test_a_host_of_nobody_is_unknown(tmp_path: Path) -> None:
    registry.add(tmp_path, an_authority(tmp_path))

    with pytest.raises(UnknownAuthority, match=r"Unter „aurich[.]example“ ist hier keine"):
        registry.by_host(tmp_path, "aurich.example")


def test_the_data_folder_can_be_moved_as_a_whole(tmp_path: Path) -> None:
    registry.add(tmp_path / "alt", an_authority(tmp_path / "alt"))

    (tmp_path / "alt").rename(tmp_path / "neu")

    moved = registry.by_key(tmp_path / "neu", "leer")
    assert moved.folder == tmp_path / "neu" / "authorities" / "leer"
    assert moved.database["NAME"] == str(moved.folder / "kreishaus.sqlite3")
    assert str(tmp_path) not in (tmp_path / "neu" / FILE_NAME).read_text(encoding="utf-8")


def test_a_changed_file_is_read_again_even_if_it_has_the_same_size(tmp_path: Path) -> None:
    registry.add(tmp_path, an_authority(tmp_path))
    assert registry.authorities(tmp_path)[0].name == "Landkreis Leer"
    path = tmp_path / FILE_NAME
    content = json.loads(path.read_text(encoding="utf-8"))
    content["authorities"][0]["name"] = "Landkreis Reel"

    replacement = tmp_path / "replacement"
    replacement.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    replacement.replace(path)

    assert registry.authorities(tmp_path)[0].name == "Landkreis Reel"


def test_a_removed_authority_is_gone_and_its_data_stay(tmp_path: Path) -> None:
    registry.add(tmp_path, an_authority(tmp_path))
    data = registry.folder_of(tmp_path, "leer") / "kreishaus.sqlite3"
    data.parent.mkdir(parents=True)
    data.write_bytes(b"data")

    registry.remove(tmp_path, "leer")

    assert registry.authorities(tmp_path) == ()
    assert data.read_bytes() == b"data"


def test_removing_an_unknown_authority_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownAuthority):
        registry.remove(tmp_path, "leer")

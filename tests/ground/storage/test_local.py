import io
import os
import threading
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kreishaus.ground.authorities.authority import Authority
from kreishaus.ground.storage import ports, store
from kreishaus.ground.storage.local import LocalBlobs
from kreishaus.ground.storage.ports import BlobDamaged, BlobMissing, BlobTooLarge, StoredBlob


@pytest.fixture
def blobs(tmp_path: Path) -> LocalBlobs:
    return LocalBlobs(tmp_path / "blobs")


def stored_files(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.rglob("*") if file.is_file())


@given(content=st.binary(max_size=2000), streamed=st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
def test_what_was_put_is_read_back(blobs: LocalBlobs, content: bytes, streamed: bool) -> None:
    stored = blobs.put(io.BytesIO(content) if streamed else content)

    assert stored == StoredBlob(sha256(content).hexdigest(), len(content))
    assert blobs.read(stored.sha256) == content
    with blobs.open(stored.sha256) as stream:
        assert stream.read() == content
    assert blobs.verify(stored.sha256) == stored
    assert blobs.exists(stored.sha256)


def test_a_blob_lies_under_its_digest(blobs: LocalBlobs, tmp_path: Path) -> None:
    digest = blobs.put(b"Moin").sha256

    assert blobs.path(digest) == tmp_path / "blobs" / digest[:2] / digest
    assert stored_files(tmp_path) == [digest]


def test_putting_the_same_twice_keeps_one_file(blobs: LocalBlobs, tmp_path: Path) -> None:
    first = blobs.put(b"Moin")
    kept = blobs.path(first.sha256).stat()

    assert blobs.put(b"Moin") == first
    assert blobs.put(io.BytesIO(b"Moin")) == first

    assert stored_files(tmp_path) == [first.sha256]
    assert blobs.path(first.sha256).stat().st_ino == kept.st_ino


def test_a_stream_is_read_from_where_it_stands(blobs: LocalBlobs) -> None:
    stream = io.BytesIO(b"Kopf und Rest")
    stream.seek(9)

    assert blobs.read(blobs.put(stream).sha256) == b"Rest"


class Endless(io.RawIOBase):
    """A sender that never stops; counts what was taken from it."""

    taken = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        self.taken += size
        return bytes(size)


def test_an_endless_stream_is_stopped_at_the_limit_and_leaves_nothing(blobs: LocalBlobs, tmp_path: Path) -> None:
    sender = Endless()

    with pytest.raises(BlobTooLarge):
        blobs.put(sender, max_bytes=1_000_000)  # type: ignore[arg-type]

    assert sender.taken < 1_500_000
    assert stored_files(tmp_path) == []


def test_content_at_the_limit_is_taken_and_beyond_refused(blobs: LocalBlobs) -> None:
    assert blobs.put(b"12345", max_bytes=5).size == 5
    for content in (b"123456", io.BytesIO(b"123456")):
        with pytest.raises(BlobTooLarge):
            blobs.put(content, max_bytes=5)


def test_a_sender_that_breaks_off_leaves_nothing(blobs: LocalBlobs, tmp_path: Path) -> None:
    class BreaksOff(io.BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        blobs.put(BreaksOff())

    assert stored_files(tmp_path) == []


def test_a_changed_blob_raises_the_alarm(blobs: LocalBlobs) -> None:
    digest = blobs.put(b"Bescheid").sha256
    blobs.path(digest).write_bytes(b"Bescheit")

    with pytest.raises(BlobDamaged):
        blobs.read(digest)
    with pytest.raises(BlobDamaged):
        blobs.verify(digest)
    assert blobs.read(digest, verify=False) == b"Bescheit"


def test_putting_the_content_again_heals_a_damaged_blob(blobs: LocalBlobs) -> None:
    digest = blobs.put(b"Bescheid").sha256
    blobs.path(digest).write_bytes(b"Bescheit")

    blobs.put(b"Bescheid")

    assert blobs.read(digest) == b"Bescheid"


@pytest.mark.parametrize("digest", ["0" * 64, "", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_what_is_not_there_is_missing(blobs: LocalBlobs, digest: str) -> None:
    assert not blobs.exists(digest)
    for look in (blobs.read, blobs.open, blobs.verify):
        with pytest.raises(BlobMissing):
            look(digest)


def test_everything_is_synced_before_put_returns(
    blobs: LocalBlobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    names = {os.fsync: "folder", os.fdatasync: "file"}
    for sync, kind in names.items():

        def noted(handle: int, sync: object = sync, kind: str = kind) -> None:
            synced.append(f"{kind} {Path(f'/proc/self/fd/{handle}').readlink().relative_to(tmp_path.parent)}")
            sync(handle)  # type: ignore[operator]

        monkeypatch.setattr(os, sync.__name__, noted)
    root = tmp_path.name

    digest = blobs.put(b"Moin").sha256

    assert synced[0].startswith(f"file {root}/blobs/.unfinished/")
    assert set(synced[1:]) == {
        f"folder {root}/blobs/{digest[:2]}",
        f"folder {root}/blobs",
        f"folder {root}",
    }


def test_without_durability_nothing_is_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(_handle: int) -> None:
        raise AssertionError("no sync")

    monkeypatch.setattr(os, "fsync", forbidden)
    monkeypatch.setattr(os, "fdatasync", forbidden)
    fast = LocalBlobs(tmp_path / "blobs", durable=False)

    assert fast.read(fast.put(b"Moin").sha256) == b"Moin"
    assert fast.put(b"Moin").size == 4


def test_many_writers_of_the_same_and_of_other_blobs_do_not_disturb_each_other(blobs: LocalBlobs) -> None:
    contents = [bytes([number]) * 5000 for number in range(20)]
    failures: list[Exception] = []

    def write() -> None:
        try:
            for content in contents:
                assert blobs.read(blobs.put(content).sha256) == content
        except Exception as failure:  # noqa: BLE001 -- handed to the test
            failures.append(failure)

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []


def test_what_interrupted_writers_left_is_cleared_when_it_is_old(blobs: LocalBlobs, tmp_path: Path) -> None:
    kept = blobs.put(b"Moin").sha256
    stale = tmp_path / "blobs" / ".unfinished" / "left-behind"
    stale.write_bytes(b"half")
    now = datetime.now(UTC)

    assert blobs.clear_unfinished(before=now - timedelta(hours=1)) == 0
    assert blobs.clear_unfinished(before=now + timedelta(hours=1)) == 1

    assert stored_files(tmp_path) == [kept]


def test_the_store_is_that_of_the_current_authority(authority: Authority) -> None:
    digest = store().put(b"Moin").sha256

    assert (authority.folder / "blobs" / digest[:2] / digest).read_bytes() == b"Moin"


def test_a_connector_can_take_the_place_of_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "_openers", list(ports._openers))
    elsewhere = LocalBlobs(tmp_path / "elsewhere")
    ports.keep_blobs_in(lambda _authority: elsewhere)

    assert ports.store() is elsewhere

from kreishaus.faces.frame.failures import described


def fail() -> None:
    raise LookupError("Hilke de Vries")


def test_kind_and_place_are_described_but_not_the_words() -> None:
    try:
        fail()
    except LookupError as error:
        description = described(error)

    assert description["kind"] == "LookupError"
    frames = description["frames"]
    assert isinstance(frames, list)
    assert [frame.split()[-1] for frame in frames] == ["test_kind_and_place_are_described_but_not_the_words", "fail"]
    assert "Vries" not in str(description)


def test_an_error_without_a_place_is_described_too() -> None:
    assert described(ValueError("x")) == {"kind": "ValueError", "frames": []}

from kreishaus.base.yamlsource import load
from kreishaus.workshop.packages.formats.following import cases_followed, service_followed

SERVICE = """\
# Kommentar
key: x
reserve: {register: plates, value: car.plate, hold: P1M, at: "car.plate"}
fees:
  - {name: A, amount: "1.00", when: "car.kind == 'e' && answers.car.kind != 'x'"}
evidence: [{key: e, name: car.plate, when: has(car.plate)}]
title: "'Für ' + car.plate"
letters:
  grant: {subject: "{{car.plate}} und {{ case.reference }}", paragraphs: ["{{ car.kind }} car.kind"]}
summary: car.plate
"""
MOVED = {"car": "vehicle"}


def test_expressions_and_placeholders_follow_and_plain_text_stays() -> None:
    text = service_followed(SERVICE, MOVED)

    wanted = SERVICE.replace("car.", "vehicle.").replace("name: vehicle", "name: car")
    wanted = wanted.replace("}} vehicle.kind", "}} car.kind").replace("summary: vehicle", "summary: car")
    assert load(text, "").data == load(wanted, "").data
    assert text.startswith("# Kommentar\nkey: x\n")


def test_nothing_moved_leaves_every_byte() -> None:
    assert service_followed(SERVICE, {"other": "new"}) == SERVICE


def test_answers_and_expectations_of_a_test_follow_row_by_row() -> None:
    text = """\
cases:
  - name: Zwei
    on: 2026-03-02
    answers: {car: [{plate: A, owner: {name: X}}, {plate: B}], person: {name: Z}}
    expect:
      errors: {"car[1].owner.name": true}
      visible: ["car[0].plate", person.name]
      fee: "1.00"
"""
    moved = {"car": "vehicle", "car.plate": "vehicle.sign", "person.name": "who.name"}

    assert (
        cases_followed(text, moved)
        == """\
cases:
  - name: Zwei
    on: 2026-03-02
    answers:
      vehicle:
        - sign: A
          owner:
            name: X
        - sign: B
      who:
        name: Z
    expect:
      errors:
        "vehicle[1].owner.name": true
      visible: ["vehicle[0].sign", who.name]
      fee: "1.00"
"""
    )

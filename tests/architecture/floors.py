"""The floors of the house, lowest first, as HOUSE.md draws them. The same list stands in .importlinter."""

FLOORS: tuple[tuple[str, ...], ...] = (
    ("base",),
    ("ground.authorities",),
    ("ground.audit", "ground.storage", "ground.search", "ground.jobs", "ground.typesetting"),
    ("ground.notices",),
    ("people.organisation",),
    (
        "services.catalogue",
        "services.forms",
        "services.payments",
        "services.booking",
        "services.mailbox",
        "records",
    ),
    ("services.applications",),
    ("casework",),
    ("workshop.packages",),
    ("workshop.proving",),
    ("faces.frame",),
    ("faces.portal", "faces.desk"),
    ("project",),
)
ROOMS = tuple(room for floor in FLOORS for room in floor)


def room_of(module: str) -> str:
    """Return the room a module belongs to, such as "services.forms"."""
    inside = module.removeprefix("kreishaus.")
    for room in ROOMS:
        if inside == room or inside.startswith(f"{room}."):
            return room
    raise AssertionError(f"{module} lies in no room of the house")


def floor_of(module: str) -> int:
    """Return the number of the floor, 0 for the ground stone."""
    room = room_of(module)
    return next(number for number, floor in enumerate(FLOORS) if room in floor)

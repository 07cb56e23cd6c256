"""Who may build services, and who may let them go online."""

from kreishaus.people.organisation.enums import Role
from kreishaus.people.organisation.rules import Acting
from kreishaus.workshop.packages.models import PackageVersion

BUILDERS = (Role.DIGITAL_OFFICE, Role.EDITOR, Role.AUTHORITY_ADMIN)
PUBLISHERS = (Role.DIGITAL_OFFICE, Role.HEAD_OF_OFFICE, Role.AUTHORITY_ADMIN)


def may_build(acting: Acting) -> bool:
    """Tell whether the person may import packages, change drafts and submit them."""
    return any(acting.has(role) for role in BUILDERS)


def may_publish(acting: Acting, version: PackageVersion) -> bool:
    """Tell whether the person may publish this version: four eyes, so not who submitted it."""
    return any(acting.has(role) for role in PUBLISHERS) and acting.actor != version.submitted_by

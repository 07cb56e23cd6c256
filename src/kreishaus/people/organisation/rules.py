"""Rights of the house: what somebody acting from a post may see, derived from the roles of the post."""

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from .enums import Role

# Leading an office means answering for everything below it.
_LOOKS_DOWN = frozenset({Role.TEAM_LEAD, Role.HEAD_OF_OFFICE, Role.DEPARTMENT_HEAD})
# The audit office reads in every office; its incumbencies end on a date.
_LOOKS_EVERYWHERE = frozenset({Role.AUDITOR})
# Who runs the machines needs no file to do so.
_WITHOUT_CONTENT = frozenset({Role.IT_OPERATIONS})


@dataclass(frozen=True, slots=True)
class Acting:
    """A person at work: one member of staff on one post on one day."""

    staff_id: UUID
    username: str
    name: str
    post_key: str
    post_title: str
    office_id: UUID
    office_number: str
    office_name: str
    roles: frozenset[str]
    office_ids: frozenset[UUID] = field(repr=False)
    """Offices whose cases this post works with; empty for posts without access to content."""

    @property
    def actor(self) -> str:
        """The name under which the audit log keeps what this person does."""
        return f"staff:{self.username}"

    @property
    def scopes(self) -> tuple[str, ...]:
        """Search scopes this person may look into; none at all for posts without content."""
        if not self.office_ids:
            return ()
        return ("authority", *sorted(f"office:{office}" for office in self.office_ids))

    def has(self, *roles: Role) -> bool:
        """Say whether the post carries at least one of these roles."""
        return any(role in self.roles for role in roles)


def may_see_content(roles: Collection[str]) -> bool:
    """Say whether a post with these roles may open files at all."""
    return bool(roles) and not _WITHOUT_CONTENT & set(roles)


def looks_down(roles: Collection[str]) -> bool:
    """Say whether a post with these roles also sees the offices below its own."""
    return not _LOOKS_DOWN.isdisjoint(roles)


def looks_everywhere(roles: Collection[str]) -> bool:
    """Say whether a post with these roles reads in every office of the authority."""
    return not _LOOKS_EVERYWHERE.isdisjoint(roles)

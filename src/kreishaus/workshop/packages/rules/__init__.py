"""Rules of the packages: what stands in the way of publication, and who may do what."""

from kreishaus.workshop.packages.rules.publication import publication_obstacles
from kreishaus.workshop.packages.rules.rights import may_build, may_publish

__all__ = ["may_build", "may_publish", "publication_obstacles"]

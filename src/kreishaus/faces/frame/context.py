"""What every page knows: the authority that speaks."""

from django.http import HttpRequest

from kreishaus.ground.authorities.context import current_or_none


def page(request: HttpRequest) -> dict[str, object]:
    """Return the authority for the templates."""
    return {"authority": current_or_none()}

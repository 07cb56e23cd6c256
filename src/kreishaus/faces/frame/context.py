"""What every page knows: the authority that speaks."""

from django.http import HttpRequest

from kreishaus.ground.authorities.context import current_or_none


def page(request: HttpRequest) -> dict[str, object]:  # noqa: ARG001 -- Django calls it with the request
    """Return the authority for the templates."""
    return {"authority": current_or_none()}

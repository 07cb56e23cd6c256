"""The search of the desk: one field, only what the acting person may see."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kreishaus.faces.desk import navigation
from kreishaus.faces.desk.access import StaffRequest, staff_only
from kreishaus.faces.desk.search_page import search_page


@require_GET
@staff_only
def search(request: StaffRequest) -> HttpResponse:
    """Show what was found among the cases and documents of this post."""
    page = search_page(request.acting, request.GET.get("q", ""), request.GET.get("seite", "1"))
    return navigation.desk_page(request, "desk/search.html", {"page": page})

"""All addresses of the house. Addresses people see are German and stable."""

from django.urls import URLPattern, URLResolver, include, path

handler400 = "kreishaus.faces.frame.errors.bad_request"
handler403 = "kreishaus.faces.frame.errors.forbidden"
handler404 = "kreishaus.faces.frame.errors.not_found"
handler500 = "kreishaus.faces.frame.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    # Citizens come first, and in the table too: most requests are theirs.
    path("", include("kreishaus.faces.portal.urls")),
    path("", include("kreishaus.faces.desk.account_urls")),
    path("", include("kreishaus.faces.desk.urls")),
]

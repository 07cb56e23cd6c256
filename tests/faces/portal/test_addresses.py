from dataclasses import replace

from django.test import RequestFactory

from kreishaus.faces.portal import addresses
from kreishaus.ground.authorities.context import acting_process_wide, current


def test_the_demonstration_links_to_where_the_visitor_is() -> None:
    request = RequestFactory().get("/", headers={"host": "localhost:8124"})

    assert addresses.absolute(request, "/status/x/") == "http://localhost:8124/status/x/"


def test_a_real_county_never_takes_the_address_of_a_link_from_the_request() -> None:
    request = RequestFactory().get("/", headers={"host": "boese.example"})

    with acting_process_wide(replace(current(), demo=False, public_url="https://service.landkreis.example/")):
        assert addresses.absolute(request, "/status/x/") == "https://service.landkreis.example/status/x/"

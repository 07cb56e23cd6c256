from django.test import RequestFactory

from kreishaus.faces.frame.context import page
from kreishaus.ground.authorities.authority import Authority


def test_every_page_knows_the_authority_that_speaks(authority: Authority) -> None:
    assert page(RequestFactory().get("/"))["authority"] == authority

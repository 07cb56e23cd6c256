"""The Content-Security-Policy of every page, worked out once instead of twice for each answer."""

from functools import cached_property

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse

# What django-csp's decorators leave on a response that wants another policy.
_MARKS = ("_csp_config", "_csp_update", "_csp_replace", "_csp_exempt")


class PolicyMiddleware(CSPMiddleware):
    """Send the one policy of the house; a response with marks of its own goes the library's way."""

    @cached_property
    def policy(self) -> str:
        """Return the policy of the settings."""
        return build_policy()

    def process_request(self, request: HttpRequest) -> None:
        """Offer no nonce: there is no inline script in this house."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:  # type: ignore[override]
        """Add the policy unless the response brings its own."""
        if any(hasattr(response, mark) for mark in _MARKS):
            answered = super().process_response(request, response)
            assert isinstance(answered, HttpResponse)
            return answered
        response.headers.setdefault(HEADER, self.policy)
        return response

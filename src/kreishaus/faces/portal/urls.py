"""Addresses of the portal: German, readable, stable."""

from django.urls import path, register_converter

from kreishaus.faces.portal.views import about, code_lists, drafts, start, status, submission


class SecretConverter:
    """A secret in an address: 256 bits in URL-safe base64."""

    regex = "[A-Za-z0-9_-]{43}"

    def to_python(self, value: str) -> str:
        """Return the secret."""
        return value

    def to_url(self, value: str) -> str:
        """Return the secret."""
        return value


register_converter(SecretConverter, "secret")

app_name = "portal"
urlpatterns = [
    path("", start.start, name="start"),
    path("suche/", start.search, name="search"),
    path("suche/vorschlaege/", start.suggestions, name="suggestions"),
    path("leistungen/", start.services, name="services"),
    path("leistungen/<slug:key>/", start.service, name="service"),
    path("leistungen/<slug:key>/antrag/", drafts.begin, name="begin"),
    path("antrag/<secret:secret>/", drafts.resume, name="draft"),
    path("antrag/<secret:secret>/seite/<slug:page_key>/", drafts.page, name="page"),
    path("antrag/<secret:secret>/pruefen/", submission.check, name="check"),
    path("antrag/<secret:secret>/spaeter/", drafts.later, name="later"),
    path("antrag/<secret:secret>/sprache/", drafts.change_language, name="language"),
    path("antrag/<secret:secret>/verwerfen/", drafts.discard, name="discard"),
    path("antrag/<secret:secret>/datei/<str:sha256>/", drafts.own_file, name="own-file"),
    path("auswahl/<str:digest>/", code_lists.hits, name="code-list"),
    path("status/", status.lookup, name="status-lookup"),
    path("status/<secret:secret>/", status.status, name="status"),
    path("status/<secret:secret>/eingang/", status.receipt, name="receipt"),
    path("status/<secret:secret>/angaben/", status.answers, name="answers"),
    path("status/<secret:secret>/bestaetigung.pdf", status.receipt_pdf, name="receipt-pdf"),
    path("status/<secret:secret>/nachweis.json", status.receipt_json, name="receipt-json"),
    path("status/<secret:secret>/antwort/", status.reply, name="reply"),
    path("status/<secret:secret>/nachricht/<uuid:message_id>/", status.message, name="message"),
    path("status/<secret:secret>/nachricht/<uuid:message_id>/<int:number>/", status.attachment, name="attachment"),
    path("beleg-pruefen/", about.verify, name="verify"),
    path("datenschutz/", about.about, {"page": "privacy"}, name="privacy"),
    path("barrierefreiheit/", about.about, {"page": "accessibility"}, name="accessibility"),
    path("impressum/", about.about, {"page": "imprint"}, name="imprint"),
    path("leichte-sprache/", about.about, {"page": "simple"}, name="simple"),
    path("hilfe/", about.about, {"page": "help"}, name="help"),
    path("postausgang/", about.outbox, name="outbox"),
]

"""Words in templates: `{% say "Weiter" %}`, and parts of a page that are in another language than the rest."""

from datetime import date, datetime

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from kreishaus.base.words import GERMAN, current_language, language_named, long_day, spoken_in
from kreishaus.services.forms.engine.localising import Untranslated

register = template.Library()


@register.simple_tag(name="say")
def say_tag(sentence: str, **values: object) -> SafeString:
    """Return a sentence of the product in the language that is spoken; its values are escaped, it is not."""
    said = spoken_in(current_language(), sentence)
    return format_html(said, **values) if values else mark_safe(said)  # noqa: S308 -- from templates and catalogues


@register.simple_tag
def language_tag() -> str:
    """Return the tag of the language that is spoken."""
    return current_language()


@register.simple_tag
def language_direction() -> SafeString:
    """Return the attribute for a language that is written from right to left."""
    return SafeString(' dir="rtl"' if language_named(current_language()).direction == "rtl" else "")


@register.filter
def spoken(text: object) -> SafeString | object:
    """Return a text; a German one among foreign words says so, for the voice of a screen reader."""
    if isinstance(text, Untranslated) and not language_named(current_language()).is_german:
        return format_html('<span lang="{}">{}</span>', GERMAN, str(text))
    return conditional_escape(text) if isinstance(text, str) else text


@register.filter
def foreign(text: object) -> SafeString:
    """Return the attribute for an element with a German text among foreign words."""
    is_foreign = isinstance(text, Untranslated) and not language_named(current_language()).is_german
    return format_html(' lang="{}"', GERMAN) if is_foreign else SafeString("")


@register.filter
def day(moment: object) -> str:
    """Return a day in words."""
    if isinstance(moment, datetime):
        return long_day(localtime(moment).date())
    return long_day(moment) if isinstance(moment, date) else ""

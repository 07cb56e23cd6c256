"""The languages that texts may be written in, by their BCP 47 tag; `simple` is a registered variant."""

from dataclasses import dataclass

GERMAN = "de"


@dataclass(frozen=True, slots=True)
class Language:
    """A language as people choose it."""

    code: str
    """BCP 47 tag, also the name of the file below texts/"""
    name: str
    """what its speakers call it"""
    german: str
    """what the office calls it"""
    direction: str = "ltr"

    @property
    def is_german(self) -> bool:
        """Tell whether German words stand in it without being foreign there."""
        return self.code.partition("-")[0] == GERMAN


LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        Language("de", "Deutsch", "Deutsch"),
        Language("en", "English", "Englisch"),
        Language("de-simple", "Leichte Sprache", "Leichte Sprache"),
        Language("ar", "العربية", "Arabisch", "rtl"),
        Language("fa", "فارسی", "Persisch", "rtl"),
        Language("fr", "Français", "Französisch"),
        Language("nds", "Plattdüütsch", "Niederdeutsch"),
        Language("nl", "Nederlands", "Niederländisch"),
        Language("pl", "Polski", "Polnisch"),
        Language("ro", "Română", "Rumänisch"),
        Language("ru", "Русский", "Russisch"),
        Language("tr", "Türkçe", "Türkisch"),
        Language("uk", "Українська", "Ukrainisch"),
    )
}


def language_named(code: str) -> Language:
    """Return the language with this tag; German for one that nobody knows."""
    return LANGUAGES.get(code, LANGUAGES[GERMAN])

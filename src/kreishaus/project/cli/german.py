"""The sentences of the command line library, in German: its own catalogues would need a build step and a locale."""

import click
from click import core, decorators, exceptions, formatting, parser, termui, types, utils

_MODULES = (core, decorators, exceptions, formatting, parser, termui, types, utils)
_SENTENCES = {
    "Usage:": "Aufruf:",
    "Options": "Optionen",
    "Commands": "Befehle",
    "Show this message and exit.": "Diese Hilfe zeigen.",
    "Try '{command} {option}' for help.": "„{command} {option}“ hilft weiter.",
    "Error: {message}": "Fehler: {message}",
    "Aborted!": "Abgebrochen.",
    "Missing command.": "Bitte einen Befehl angeben.",
    "Missing argument": "Es fehlt die Angabe",
    "Missing option": "Es fehlt die Option",
    "Missing parameter": "Es fehlt die Angabe",
    "Missing parameter: {param_name}": "Es fehlt die Angabe: {param_name}",
    "Missing {param_type}": "Es fehlt: {param_type}",
    "No such command {name!r}.": "Den Befehl {name!r} gibt es nicht.",
    "No such option {name!r}.": "Die Option {name!r} gibt es nicht.",
    "Did you mean {possibility}?": "Meinten Sie {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Meinten Sie eines von diesen: {possibilities}?)",
    "Option {name!r} does not take a value.": "Die Option {name!r} nimmt keinen Wert.",
    "Option {name!r} requires an argument.": "Die Option {name!r} braucht einen Wert.",
    "Option {name!r} requires {nargs} arguments.": "Die Option {name!r} braucht {nargs} Werte.",
    "Got unexpected extra argument ({args})": "Diese Angabe ist zu viel: {args}",
    "Got unexpected extra arguments ({args})": "Diese Angaben sind zu viel: {args}",
    "Invalid value for {param_hint}: {message}": "Der Wert für {param_hint} passt nicht: {message}",
    "Invalid value: {message}": "Der Wert passt nicht: {message}",
    "{value!r} is not a valid {number_type}.": "{value!r} ist keine ganze Zahl.",
    "{value} is not in the range {range}.": "{value} liegt nicht im Bereich {range}.",
    "{name} {filename!r} does not exist.": "{filename!r} gibt es nicht.",
    "{name} {filename!r} is a directory.": "{filename!r} ist ein Ordner.",
    "{name} {filename!r} is a file.": "{filename!r} ist eine Datei.",
    "{name} {filename!r} is not readable.": "{filename!r} ist nicht lesbar.",
    "{value!r} is not {choice}.": "{value!r} gibt es nicht zur Auswahl, nur {choice}.",
    "{value!r} is not one of {choices}.": "{value!r} gibt es nicht zur Auswahl. Möglich: {choices}.",
    "unknown error": "unbekannter Fehler",
}


def speak_german(command: click.Command) -> None:
    """Let the command and everything below it speak German: help, hints and errors."""
    for module in _MODULES:
        if hasattr(module, "_"):
            vars(module)["_"] = _sentence
        if hasattr(module, "ngettext"):
            vars(module)["ngettext"] = _sentences
    _name_places(command)


def _name_places(command: click.Command) -> None:
    command.options_metavar = "[OPTIONEN]"
    if isinstance(command, click.Group):
        command.subcommand_metavar = "BEFEHL …"
        for below in command.commands.values():
            _name_places(below)


def _sentence(english: str) -> str:
    return _SENTENCES.get(english, english)


def _sentences(one: str, many: str, count: int) -> str:
    return _sentence(one if count == 1 else many)

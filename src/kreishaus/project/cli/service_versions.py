"""`kreishaus service diff` and `merge`: two versions side by side, and a new FIM version under local work."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from kreishaus.project.cli.setting_up import authority_option, json_option, refuse, working_for

if TYPE_CHECKING:
    from kreishaus.workshop.packages.actions import FimMerge
    from kreishaus.workshop.packages.models import PackageVersion

_ACTOR = "system:command-line"


@click.command(
    short_help="Zwei Fassungen vergleichen.",
    help="Zwei Fassungen vergleichen: FIM-Dateien (XDatenfelder) oder Dienste als SCHLÜSSEL oder SCHLÜSSEL@FASSUNG. "
    "Zeigt, was neu, entfallen, verschoben oder geändert ist.",
)
@click.argument("before", metavar="VORHER")
@click.argument("after", metavar="NACHHER")
@authority_option
@json_option
def diff(before: str, after: str, key: str, as_json: bool) -> None:  # noqa: FBT001
    """Compare two schemas or services."""
    with working_for(key):
        from kreishaus.base.problems import Problems
        from kreishaus.workshop.packages.engine.versions import difference

        try:
            found = difference(_form(before), _form(after))
        except Problems as problems:
            _refuse_all(problems)
        if as_json:
            click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
        else:
            click.echo("\n".join(found.as_lines()))


@click.command(
    short_help="Eine neue FIM-Fassung in einen Dienst übernehmen.",
    help="Eine neue Fassung des FIM-Schemas in einen Dienst übernehmen. "
    "Örtliche Texte, Regeln und Reihenfolge bleiben. "
    "Ist der Dienst veröffentlicht, entsteht die nächste Fassung. Wo beide dasselbe geändert haben, wird nichts "
    "geschrieben, bis --take oder der Schreibtisch entscheidet.",
)
@click.argument("service", metavar="SCHLÜSSEL")
@click.argument("file", metavar="DATEI", type=click.Path(path_type=Path))
@click.option(
    "--take",
    type=click.Choice(["usual", "local", "fim"]),
    help="Bei Widersprüchen: wie üblich (Texte örtlich, Struktur aus FIM), immer örtlich oder immer FIM.",
)
@click.option("--dry-run", is_flag=True, help="Nur zeigen, nichts schreiben.")
@authority_option
@json_option
def merge(
    service: str,
    file: Path,
    take: str | None,
    dry_run: bool,  # noqa: FBT001
    key: str,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Bring a new version of a schema into a service."""
    with working_for(key):
        from kreishaus.base.problems import Problems
        from kreishaus.workshop.packages import actions

        version = _version(service)
        try:
            prepared = actions.prepare_fim_merge(version=version, source=file, name=file.name)
            conflicts = prepared.merge.conflicts
            done = not dry_run and (take is not None or not conflicts)
            if done:
                version = _written(version, prepared, take)
        except Problems as problems:
            _refuse_all(problems)
        except actions.NoSchema as missing:
            refuse(str(missing))
        if as_json:
            click.echo(json.dumps(_as_json(prepared, version, done=done), ensure_ascii=False, indent=2))
        else:
            click.echo(_as_text(prepared, version, done=done))
        if not done and not dry_run:
            raise click.exceptions.Exit(1)


def _written(version: "PackageVersion", prepared: "FimMerge", take: str | None) -> "PackageVersion":
    from django.utils.timezone import now

    from kreishaus.workshop.packages import actions
    from kreishaus.workshop.packages.engine.versions import Take

    choices = {} if take in (None, "usual") else {each.key: Take(str(take)) for each in prepared.merge.conflicts}
    if not version.is_open:
        *front, last = version.version.split(".")
        number = ".".join([*front, str(int(last) + 1)])
        version = actions.start_version(version=version, number=number, actor=_ACTOR, at=now())
    try:
        actions.merge_fim_version(
            version=version, source=prepared.content, name="schema", choices=choices, actor=_ACTOR, at=now()
        )
    except actions.ChangedElsewhere as changed:
        refuse(str(changed))
    return version


def _as_json(prepared: "FimMerge", version: "PackageVersion", *, done: bool) -> dict[str, Any]:
    return {
        "key": version.package.key,
        "version": version.version,
        "written": done,
        "schema": {"id": prepared.new.id, "from": prepared.old.version, "to": prepared.new.version},
        "difference": prepared.merge.difference.as_json(),
        "conflicts": [
            {
                "key": each.key,
                "element": each.name,
                "setting": each.setting,
                "base": each.base,
                "local": each.local,
                "fim": each.fim,
                "usual": each.usual.value,
            }
            for each in prepared.merge.conflicts
        ],
        "remarks": list(prepared.merge.remarks),
    }


def _as_text(prepared: "FimMerge", version: "PackageVersion", *, done: bool) -> str:
    old, new = prepared.old, prepared.new
    lines = [f"{version.name}: {new.id} von {old.version or 'ohne Version'} auf {new.version or 'ohne Version'}", ""]
    lines += prepared.merge.difference.as_lines()
    if prepared.merge.conflicts:
        lines += ["", f"Widersprüche ({len(prepared.merge.conflicts)})"]
        for each in prepared.merge.conflicts:
            lines.append(f"  {each.title}, {each.words}: örtlich »{each.local_text}«, FIM »{each.fim_text}«")
    lines += [f"  Hinweis: {remark}" for remark in prepared.merge.remarks]
    if done:
        lines += ["", f"Übernommen in {version.package.key} {version.version} (in Arbeit)."]
    elif prepared.merge.conflicts:
        lines += ["", "Nichts geschrieben. Bitte mit --take oder am Schreibtisch entscheiden."]
    return "\n".join(lines)


def _form(source: str) -> Mapping[str, Any]:
    from kreishaus.base.problems import Problem, Problems
    from kreishaus.services.forms.engine.parsing import parse_form
    from kreishaus.services.forms.formats.xdatenfelder import read_schema, to_form
    from kreishaus.workshop.packages import queries

    file = Path(source)
    if file.is_file():
        return parse_form(to_form(read_schema(file, name=file.name))).to_data()
    form = queries.form_or_none(_version(source))
    if form is None:
        raise Problems([Problem("Das Formular dieser Fassung ist nicht lesbar.", file=source)])
    return form.to_data()


def _version(name: str) -> "PackageVersion":
    from kreishaus.workshop.packages import queries

    key, _, number = name.partition("@")
    version = queries.version_or_none(key, number)
    if version is None:
        refuse(f"Es gibt weder eine Datei noch einen Dienst „{name}“. „kreishaus service list“ zeigt alle Dienste.")
    return version


def _refuse_all(problems: Any) -> NoReturn:
    refuse("\n".join(str(problem) for problem in problems.problems))

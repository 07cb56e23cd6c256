"""Rules and review items of three states, all of them in the common language of addresses."""

import copy
from collections.abc import Collection, Mapping
from typing import Any

from kreishaus.workshop.packages.engine.elements import Data, name_of, walk
from kreishaus.workshop.packages.engine.references import ELEMENT_EXPRESSIONS, paths_in, rule_paths, touches
from kreishaus.workshop.packages.engine.versions.conflicts import Decisions, Take
from kreishaus.workshop.packages.engine.versions.naming import rules_of


def merged_rules(base: Data, local: Data, new: Data, decisions: Decisions) -> list[Data]:
    """Return the rules: local ones stay, rules of FIM follow FIM where the county has not touched them."""
    before, mine, theirs = (rules_of(form, "rules") for form in (base, local, new))
    result = []
    for number in _order(mine, theirs):
        rule = _rule(f"Regel {number}", f"rule:{number}", _three(number, before, mine, theirs), decisions)
        if rule is not None:
            result.append(copy.deepcopy(rule))
    return result


def merged_reviews(base: Data, local: Data, new: Data, decisions: Decisions) -> list[Data]:
    """Return the review items; what somebody has settled stays settled unless the text of the rule is another one."""
    before, mine, theirs = (rules_of(form, "reviews") for form in (base, local, new))
    result = []
    for number in _order(mine, theirs):
        values = _three(number, before, mine, theirs)
        review = _review(number, values, decisions)
        if review is not None:
            result.append(copy.deepcopy(review))
    return result


def without_the_gone(form: Data, gone: Collection[str]) -> list[str]:
    """Turn rules about elements that are gone into review items, drop such conditions; return what, in words."""
    told = []
    kept = []
    for rule in form.get("rules", ()):
        if _names(rule_paths(rule), gone):
            told.append(f"Die Regel {rule.get('id')} nennt ein Element, das es nicht mehr gibt. Sie ist jetzt offen.")
            _add_review(form, str(rule.get("id")), _in_words(rule), rule.get("basis"))
        else:
            kept.append(rule)
    if "rules" in form:
        form["rules"] = kept
    for _, element in walk(form):
        for key in ELEMENT_EXPRESSIONS:
            if _names(paths_in(element.get(key)), gone):
                text = element.pop(key)
                told.append(f"Die Bedingung bei „{name_of(element)}“ nennt ein Element, das es nicht mehr gibt.")
                _add_review(form, f"{element['key']}-{key}", f"Bedingung bei „{name_of(element)}“: {text}", None)
    for review in form.get("reviews", ()):
        if _names({str(review.get("element", ""))}, gone):
            review.pop("element", None)
        proposals = [each for each in review.get("proposal") or () if not _names(rule_paths(each), gone)]
        if "proposal" in review and proposals != review["proposal"]:
            review.pop("proposal")
    return told


def _rule(name: str, identity: str, values: tuple[Any, Any, Any], decisions: Decisions) -> Data | None:
    base, local, new = values
    if local == base:
        found: Data | None = new
    elif new in (base, local):
        found = local
    else:
        taken = decisions.decide(
            identity, name=name, setting="rules", base=base, local=local, fim=new, usual=Take.LOCAL
        )
        found = local if taken is Take.LOCAL else new
    return found


def _review(number: str, values: tuple[Any, Any, Any], decisions: Decisions) -> Data | None:
    base, local, new = values
    settled = (local or {}).get("settled")
    if local is None or new is None:
        # Settled by a person: the note stays even if FIM has dropped the rule.
        return new if local is None and base is None else local if settled or base is None else None
    if settled is None:
        return _rule(f"Prüfpunkt {number}", f"review:{number}", (_bare(base), local, new), decisions)
    if new.get("text") == local.get("text"):
        return {**new, "settled": settled}
    taken = decisions.decide(
        f"review:{number}",
        name=f"Prüfpunkt {number}",
        setting="reviews",
        base=local.get("text"),
        local=f"bleibt geklärt: {settled.get('note', '')}",
        fim=f"neu prüfen: {new.get('text', '')}",
        usual=Take.FIM,
    )
    return {**new, "settled": settled} if taken is Take.LOCAL else new


def _bare(review: Data | None) -> Data | None:
    return None if review is None else {key: value for key, value in review.items() if key != "settled"}


def _three(number: str, *states: Mapping[str, Data]) -> tuple[Any, Any, Any]:
    base, local, new = (state.get(number) for state in states)
    return base, local, new


def _order(mine: Mapping[str, Data], theirs: Mapping[str, Data]) -> list[str]:
    """Return the order of FIM, with local rules where they stood: after the rule before them."""
    order = list(theirs)
    before: str | None = None
    for number in mine:
        if number not in theirs:
            order.insert(order.index(before) + 1 if before in order else len(order) if before is None else 0, number)
        before = number
    return order


def _names(paths: Collection[str], gone: Collection[str]) -> bool:
    return any(touches(path, address) for path in paths for address in gone)


def _in_words(rule: Mapping[str, Any]) -> str:
    parts = (f"{key}: {value}" for key, value in rule.items() if key not in ("id", "basis"))
    return f"Regel {rule.get('id')}. {'; '.join(parts)}"


def _add_review(form: Data, wanted: str, text: str, basis: object) -> None:
    reviews = form.setdefault("reviews", [])
    taken = {review.get("id") for review in reviews}
    number, identity = 1, wanted
    while identity in taken:
        number += 1
        identity = f"{wanted}-{number}"
    reviews.append({"id": identity, "text": text} | ({"basis": basis} if basis else {}))

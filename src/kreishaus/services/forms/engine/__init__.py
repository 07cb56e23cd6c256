"""The engine: what a form asks, and what given answers mean for it. Pure Python, no clock, no network.

- `schema`: the form as data; `parsing` reads it from form.yaml, `writing` is the exact inverse
- `tree` and `planning`: everything that depends on the form alone, worked out once
- `evaluation`: visible, required, errors and what is submitted, for answers and a day

**Paths.** `group.field`, `vehicle[0].plate`, `person.names[1]`. Pages are no part of a path.
**Conditions** name fields by their full path without indexes. Where the target of a rule and the
field it reads lie in the same repeated group, the same row is meant; the repeated group as a whole
is a list: `vehicle.exists(v, v.owner == 'other')`, `size(vehicle) > 1`. So is a list inside of the
same row: in `household.street`, `household.person` means the people of that household.
**Effects.** A field with `when` or `show` rules is visible if `when` holds and at least one of the
`show` rules holds; `hide` wins over both, `forbid` wins over `require`, the first `set` rule whose
condition holds wins. An undecided condition counts as not fulfilled. Nothing depends on the order
in which fields are evaluated.
**Checked** when the form is read: paths, functions, kinds of values (`typing`), circles, and how much
work a condition can be with as many rows as the form allows. What cannot work is named with its line.
**Bounds.** 200 rows in one list, 2,000 in all lists together (`reckoning`); what is beyond is an error
that says so and never sent in part. `rows` adds, copies, moves and brings back rows.
**Hidden** answers stay in the answers, read as unanswered in conditions, and are never submitted.
"""

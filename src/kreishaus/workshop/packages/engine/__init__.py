"""Editing a form as data: pure functions, each with its result, its inverse and its words.

The data is that of form.yaml with one simplification: a group keeps everything in `items`, fields
and groups alike (`elements.opened`). `parse_form` and `form_data` bring it back into its usual shape.
An element has an address: `@page` for a page, otherwise its path (`person.name`); "" is the form.
"""

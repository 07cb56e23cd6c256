"""The form builder: what its pages show and how typed settings become edits. No rules of its own."""

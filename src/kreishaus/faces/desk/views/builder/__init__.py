"""Views of the form builder."""

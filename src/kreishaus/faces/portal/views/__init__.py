"""Views of the portal, one module for each part of the way."""

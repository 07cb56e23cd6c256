"""All addresses of the house. Addresses people see are German and stable."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []

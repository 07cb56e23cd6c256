"""Foreign keys point to the same room or to a lower floor, never up or sideways."""

import pytest
from django.apps import apps
from django.db.models import Model

from tests.architecture.floors import floor_of, room_of

OUR_MODELS = [model for model in apps.get_models() if model.__module__.startswith("kreishaus.")]


def test_there_are_models_to_look_at() -> None:
    assert len(OUR_MODELS) >= 10


@pytest.mark.parametrize("model", OUR_MODELS, ids=lambda model: model._meta.label)
def test_foreign_keys_point_down(model: type[Model]) -> None:
    own_room = room_of(model.__module__)
    upward = [
        f"{field.name} -> {field.related_model._meta.label}"
        for field in model._meta.get_fields()
        if field.is_relation
        and not field.auto_created
        and isinstance(field.related_model, type)
        and field.related_model.__module__.startswith("kreishaus.")
        and room_of(field.related_model.__module__) != own_room
        and floor_of(field.related_model.__module__) >= floor_of(model.__module__)
    ]

    assert upward == []

"""The store as an application of Django."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Its tables are called `store_…`."""

    name = "tightrope.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "directives.registry"
    label = "registry"

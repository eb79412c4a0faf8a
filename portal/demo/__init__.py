"""The demo: the cast, their places, and a province's work in progress. Never part of a production start."""

from portal.demo.cast import CAST, DEMO_PASSWORD, Person, person

__all__ = ["CAST", "DEMO_PASSWORD", "Person", "person"]

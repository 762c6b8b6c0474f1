"""What tests of the API begin with."""

from tests.service.alliances import alliance, clock, review, scene, services, settled

__all__ = ["alliance", "clock", "review", "scene", "services", "settled"]

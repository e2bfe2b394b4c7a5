"""The lab: practice platforms for the demo and the tests; `README.md` here says how to write one more."""

from untrain.lab.cast import cases, everybody, ordinary, write_accounts
from untrain.lab.lab import Lab
from untrain.lab.person import Person
from untrain.lab.weather import ALL, FOREIGN_HOST, Weather

__all__ = ["ALL", "FOREIGN_HOST", "Lab", "Person", "Weather", "cases", "everybody", "ordinary", "write_accounts"]

"""The lab: practice platforms for the demo and the tests; `README.md` here says how to write one more."""

from untrain.lab.cast import cases, everybody, ordinary, write_accounts
from untrain.lab.lab import Lab
from untrain.lab.look import Entrance, browser_arguments, entrances
from untrain.lab.person import Person
from untrain.lab.weather import ALL, FOREIGN_HOST, Weather

__all__ = [
    "ALL",
    "FOREIGN_HOST",
    "Entrance",
    "Lab",
    "Person",
    "Weather",
    "browser_arguments",
    "cases",
    "entrances",
    "everybody",
    "ordinary",
    "write_accounts",
]

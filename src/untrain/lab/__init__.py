"""The lab: practice platforms for the demo and the tests; see README.md here."""

"""The watch: looks again when it is time, tells what is new, and otherwise keeps silent."""

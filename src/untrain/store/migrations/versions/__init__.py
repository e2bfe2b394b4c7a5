"""The steps. A new one is a new file with the next number, and `SCHEMA` in store/tables.py is that number."""

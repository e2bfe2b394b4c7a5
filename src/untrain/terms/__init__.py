"""The terms: fetched, reduced to their text, and compared; what is said of AI and of one's data is marked."""

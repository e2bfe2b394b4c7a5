"""The nouns of the project: frozen values that every room shares. Imports nothing of ours."""

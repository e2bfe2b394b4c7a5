"""The engine: one page, one control. It signs in, sees, locates, changes, and believes only a fresh load."""

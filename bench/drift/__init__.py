"""The drift bench: cases of redesigned platforms, end to end, judged by what the servers remember."""

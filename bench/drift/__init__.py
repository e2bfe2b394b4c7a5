"""The drift bench: end-to-end cases of redesigned platforms, and a runner that compares reports with the servers' truth."""

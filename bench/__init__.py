"""The benchmarks: how fast, how large, how soon; `python -m bench`, or `make bench`."""

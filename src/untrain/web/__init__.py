"""The local page: what stands, what needs its owner, and the past, in a browser on the same machine."""

"""For all tests: nothing of the person who runs them is read or touched."""

from __future__ import annotations

import os

# Their settings (but for the browser, which only they may know), and the keyring of their desktop.
for name in [name for name in os.environ if name.startswith("UNTRAIN_") and name != "UNTRAIN_BROWSER"]:
    del os.environ[name]
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

"""Ten thousand redesigned pages, made from the practice platforms, and what the locator makes of them."""

"""Switch off “use my data to train AI”, everywhere you have an account, and prove it."""

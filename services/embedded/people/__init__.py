"""People without a browser: a voice and a face of their own, and the same front door. AUTO, tests and load use them."""

"""A person's link to one visit, the devices bound to it, and the second fact a further device needs."""

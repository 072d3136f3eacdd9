"""Decides who may do what: visits, people, consent, waiting, staff. Publishes every step and the people's standing."""

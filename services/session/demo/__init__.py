"""The sample clinic of the demo, made by the ordinary commands."""

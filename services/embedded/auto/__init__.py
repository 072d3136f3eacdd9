"""AUTO: the visit plays itself, through the front door only, with three people who have a voice and a face."""

from typing import Final

END_OF_PLAY: Final = "---"
"""A line of its own after each of several plays, for the program that asked for them."""

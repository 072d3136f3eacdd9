"""AUTO: the visit plays itself, through the front door only, with three people who have a voice and a face."""

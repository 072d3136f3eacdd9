"""How soon after the tap nothing reaches a held person any more, and how soon everybody may read "private"."""

"""The one-command run: every part of Beside as a real process of this computer, behind one origin."""

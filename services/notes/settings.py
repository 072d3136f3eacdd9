"""Settings of the notes service."""

from services.runtime.settings import ServiceSettings


class NotesSettings(ServiceSettings):
    """Nothing of its own yet beside what every service is told."""

"""`python -m services.notes`: one process of the notes service."""

from services.notes.app import compose
from services.notes.settings import NotesSettings
from services.runtime.lifecycle import run

if __name__ == "__main__":
    run("notes", NotesSettings, compose)

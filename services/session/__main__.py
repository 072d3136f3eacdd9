"""`python -m services.session`: one process of the session service."""

from services.runtime.lifecycle import run
from services.session.app import compose
from services.session.settings import SessionSettings

if __name__ == "__main__":
    run("session", SessionSettings, compose)

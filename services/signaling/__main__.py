"""`python -m services.signaling`: one signalling process."""

from services.runtime.lifecycle import run
from services.signaling.app import SERVICE, compose
from services.signaling.settings import SignalingSettings

if __name__ == "__main__":
    run(SERVICE, SignalingSettings, compose)

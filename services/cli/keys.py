"""The keys that sign grants and tokens, and the secret files of the containers."""

import argparse
from pathlib import Path


def add_words(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    keys = commands.add_parser("keys", help="the keys that sign grants and tokens").add_subparsers(required=True)
    new = keys.add_parser("new", help="make one; the running session takes it into use")
    new.set_defaults(run=_new_key)

    secrets = commands.add_parser("secrets", help="make the secret files that docker-compose.yml names")
    secrets.add_argument("folder", type=Path, nargs="?", default=Path("deploy/secrets"))
    secrets.add_argument("--new-signing-key", action="store_true", help="one more; the running session takes it up")
    secrets.set_defaults(run=_secrets)


def _new_key(asked: argparse.Namespace) -> int:  # noqa: ARG001 (every command is given the words)
    from services.runtime.settings import ServiceSettings, SettingsError, load
    from services.runtime.tokens import make_key

    folder = load(ServiceSettings).keys_dir
    if folder is None:
        raise SettingsError("BESIDE_KEYS_DIR is not set; it names the folder of the signing keys.")
    print(make_key(folder))
    return 0


def _secrets(asked: argparse.Namespace) -> int:
    from services.embedded.handout import hand_out, hand_out_signing_key

    hand_out(asked.folder)
    print(f"The containers' secrets lie in {asked.folder}; those that were there were kept.")
    if asked.new_signing_key:
        print(f"One more signing key is there: {hand_out_signing_key(asked.folder)}")
    return 0

"""Whose database a command is about: one service's, or one each of several."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from services.runtime.settings import ServiceSettings

    S = TypeVar("S", bound=ServiceSettings)

SERVICES_WITH_A_DATABASE: Final = ("session", "notes")


def own(service: str, kind: "type[S]") -> "S":
    """The settings of one of several services: BESIDE_<SERVICE>_DATABASE_URL and BESIDE_<SERVICE>_KEYS_DIR are its own,
    where they are set.
    """
    from pydantic import SecretStr

    from services.runtime.settings import load

    settings = load(kind)
    url, folder = (os.environ.get(f"BESIDE_{service.upper()}_{name}") for name in ("DATABASE_URL", "KEYS_DIR"))
    theirs: dict[str, object] = {"database_url": SecretStr(url)} if url else {}
    return settings.model_copy(update=theirs | ({"keys_dir": Path(folder)} if folder else {}))


def asked_for(asked: argparse.Namespace) -> Sequence[str]:
    """The services that were named, or all; of several each has a database of its own."""
    from services.runtime.settings import SettingsError

    services: Sequence[str] = asked.services or SERVICES_WITH_A_DATABASE
    for name in (f"BESIDE_{service.upper()}_DATABASE_URL" for service in services):
        if len(services) > 1 and name not in os.environ:
            raise SettingsError(f"{name} is not set; or name the one service whose database BESIDE_DATABASE_URL is.")
    return services

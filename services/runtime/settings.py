"""Settings of a service: environment variables with the prefix BESIDE_, secrets also from files."""

import os
from pathlib import Path
from typing import Any, Self, TypeVar

from pydantic import SecretStr, ValidationError, model_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

PREFIX = "BESIDE_"

S = TypeVar("S", bound=BaseSettings)


class SettingsError(Exception):
    """The settings do not allow a start; the message is one sentence for the operator."""


class FileSource(PydanticBaseSettingsSource):
    """Reads `<NAME>_FILE`: the setting's value is the content of that file, without the last newline."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:  # noqa: ARG002 (pydantic's signature)
        variable = f"{PREFIX}{field_name.upper()}_FILE"
        path = os.environ.get(variable)
        if path is None:
            return None, field_name, False
        try:
            return Path(path).read_text(encoding="utf-8").rstrip("\n"), field_name, False
        except OSError as error:
            raise SettingsError(f"{variable} names {path}, which cannot be read: {error.strerror}.") from error

    def __call__(self) -> dict[str, Any]:
        fields = self.settings_cls.model_fields.items()
        found = {name: self.get_field_value(field, name)[0] for name, field in fields}
        return {name: value for name, value in found.items() if value is not None}


class ServiceSettings(BaseSettings):
    """What every service is told from outside. Services subclass it and add their own."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=True)

    database_url: SecretStr = SecretStr("")
    """`postgresql://user:password@host:port/name`; empty for a service without a database."""
    database_pool: int = 10
    """Connections kept open; as many again are opened at a peak."""
    nats_url: str = "nats://127.0.0.1:4222"
    """One address or several, separated by commas."""
    nats_user: str = ""
    """Whose rights the process has: `session`, `signaling`, `notes`, or `admin` for `beside provision`."""
    nats_password: SecretStr = SecretStr("")
    """That user's."""
    nats_refusal_is_fatal: bool = False
    """End the process when NATS refuses a subject.

    Tests set it: a refusal is otherwise only a line in the log.
    """
    redis_url: SecretStr = SecretStr("")
    """`redis://:password@host:port/0`, of Redis or Valkey."""
    http_host: str = "127.0.0.1"
    """Address on which the process answers the proxy, and /healthz, /readyz and /metrics."""
    http_port: int = 0
    """0: any that is free."""
    public_origin: str = "http://localhost:8080"
    """What people's browsers know Beside by; links in messages begin with it. With `https`, cookies are Secure."""
    keys_dir: Path | None = None
    """Folder of the service's keys: `persons.key` and `audit.key`, and at session `link.key` and the signing keys."""
    smtp_host: str = "127.0.0.1"
    """The mail server that takes every message to people."""
    smtp_port: int = 25
    """587 for most servers that want STARTTLS."""
    smtp_user: str = ""
    """Empty: without signing in."""
    smtp_password: SecretStr = SecretStr("")
    """That user's."""
    smtp_starttls: bool = False
    """Refuse to send without TLS."""
    mail_from: str = "Beside <no-reply@localhost>"
    """The sender that people see."""
    texts_dir: Path = Path(__file__).parents[2] / "web" / "texts"
    """Folder with the words of every language, a folder each."""
    instance: str = ""
    """Name of this process among its like; made from host and process id when empty."""
    demo: bool = False
    """Allow made-up people, and the switch that breaks steps. Never where patients are."""
    state_dir: Path | None = None
    """Where the embedded run keeps its state; the demo's break switch lies there."""
    log_level: str = "INFO"
    """`DEBUG`, `INFO`, `WARNING` or `ERROR`."""
    traces_to: str = ""
    """Address that takes traces (OTLP over HTTP); empty keeps them inside the process."""
    stop_grace_seconds: int = 1
    """How long requests in flight may still take after SIGTERM."""

    @model_validator(mode="after")
    def _name_the_instance(self) -> Self:
        if not self.instance:
            object.__setattr__(self, "instance", f"{os.uname().nodename}-{os.getpid()}")
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 (pydantic's signature)
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, FileSource(settings_cls), env_settings


def load(settings: type[S]) -> S:
    """Read the settings from the environment, or raise `SettingsError` with one sentence that names the
    variable.
    """
    try:
        return settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(f"{name} is not usable: {first['msg'].lower()}.") from error

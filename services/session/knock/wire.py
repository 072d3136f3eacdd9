"""The picture at the door over HTTP."""

from typing import Annotated

from pydantic import Base64Bytes, BaseModel, ConfigDict, Field


class ShowPicture(BaseModel):
    """A JPEG of at most 30 kB, in base64. Sending it is the agreement that staff of this visit see it."""

    model_config = ConfigDict(extra="ignore")

    jpeg: Annotated[Base64Bytes, Field(max_length=50_000)]

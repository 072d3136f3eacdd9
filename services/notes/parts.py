"""What the routes of this process work with, made once by app.py."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends

from services.notes.asking import Session
from services.notes.work import Edge
from services.runtime.routes import parts_of


@dataclass(frozen=True, slots=True)
class Parts:
    """`session` is asked by NATS; it may be away."""

    edge: Edge
    session: Session


InParts = Annotated[Parts, Depends(parts_of)]

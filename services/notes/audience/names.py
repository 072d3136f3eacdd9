"""Names at rest: each person's facts under their own key. Whoever was erased is left out when they are read."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, Row

from services.contracts.questions import PersonFacts
from services.runtime import person_keys
from services.runtime.database import Tx
from services.runtime.personal import PersonErasedError


async def close(tx: Tx, column: Column[Any], people: Iterable[PersonFacts]) -> list[dict[str, object]]:
    """Rows of people in their order: person_id, place, facts."""
    rows: list[dict[str, object]] = []
    for place, person in enumerate(people):
        try:
            key = await person_keys.begin(tx, person.person_id)
        except PersonErasedError:
            continue
        sealed = key.seal(column, person.model_dump_json())
        rows.append({"person_id": person.person_id, "place": place, "facts": sealed})
    return rows


async def opened(tx: Tx, column: Column[Any], rows: Iterable[Row[Any]]) -> list[PersonFacts]:
    """The people of these rows, in their order."""
    found = sorted(rows, key=lambda row: int(row.place))
    keys = await person_keys.of(tx, {row.person_id for row in found})
    told = [keys[row.person_id].open(column, row.facts) for row in found]
    return [PersonFacts.model_validate_json(facts) for facts in told if facts is not None]

"""The hash that seals a signed version: over its words and their language, its readers, its author and its time. Pure.

Names are not in it, so that it holds when one of the people is erased.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

from services.contracts.ids import PersonId, VisitId
from services.contracts.summary import Gets, SectionName
from services.notes.summary.model import Version


def content_hash(
    visit_id: VisitId,
    version: Version,
    by: PersonId,
    at: datetime,
    language: str | None,
    readers: Mapping[PersonId, Gets],
) -> bytes:
    """SHA-256 over one canonical JSON text; whoever holds a version can compute it again."""
    sections = {
        name.value: {
            "content": version.content(name).model_dump(mode="json"),
            "patient_only": version.sections[name].patient_only if name in version.sections else False,
        }
        for name in SectionName
    }
    sealed = {
        "visit": str(visit_id),
        "version": str(version.id),
        "number": version.number,
        "reason": version.reason,
        "sections": sections,
        "signed_by": str(by),
        "signed_at": at.isoformat(),
        "readers": {str(person): gets.value for person, gets in sorted(readers.items())},
    }
    if language is not None:
        sealed["language"] = language
    text = json.dumps(sealed, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).digest()


def is_intact(visit_id: VisitId, version: Version) -> bool:
    """Whether a signed version still is what was signed."""
    seal = version.seal
    if seal is None:
        return False
    again = content_hash(visit_id, version, seal.signed_by, seal.signed_at, seal.language, seal.readers)
    return again == seal.content_hash

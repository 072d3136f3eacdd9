"""The identifiers of the product. All are UUIDv7 (RFC 9562) and none is a secret."""

from typing import NewType
from uuid import UUID

ClinicId = NewType("ClinicId", UUID)
QueueId = NewType("QueueId", UUID)
VisitId = NewType("VisitId", UUID)
PersonId = NewType("PersonId", UUID)
DeviceId = NewType("DeviceId", UUID)
InvitationId = NewType("InvitationId", UUID)
EventId = NewType("EventId", UUID)
GrantId = NewType("GrantId", UUID)

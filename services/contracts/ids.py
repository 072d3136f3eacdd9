"""The identifiers of the product. All but a message's, which pages make, are UUIDv7 (RFC 9562); none is a secret."""

from typing import NewType
from uuid import UUID

ClinicId = NewType("ClinicId", UUID)
QueueId = NewType("QueueId", UUID)
VisitId = NewType("VisitId", UUID)
PersonId = NewType("PersonId", UUID)
DeviceId = NewType("DeviceId", UUID)
InvitationId = NewType("InvitationId", UUID)
EventId = NewType("EventId", UUID)
PairId = NewType("PairId", UUID)
GrantId = NewType("GrantId", UUID)
MessageId = NewType("MessageId", UUID)

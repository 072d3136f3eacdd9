"""notes: what was said reaches the patient and the family in writing. It learns of visits by events."""

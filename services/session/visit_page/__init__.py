"""What a patient's or guest's page shows: one answer from which it chooses its screen."""

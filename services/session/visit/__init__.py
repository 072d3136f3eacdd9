"""Visits and the people in them: both state tables, holds, the standing projection, under one row version."""

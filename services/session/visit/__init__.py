"""Visits and the people in them: both state tables, holds, the standing that others see, under one row version."""

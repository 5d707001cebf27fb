"""Pillar 2: early warning and response."""

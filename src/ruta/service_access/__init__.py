"""Pillar 3: access to services."""

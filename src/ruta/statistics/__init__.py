"""Pillar 1: statistics on internal displacement."""

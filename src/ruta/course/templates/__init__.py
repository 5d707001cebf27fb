"""Texts from which `ruta new` makes a lesson; @NAMES@ are filled in."""

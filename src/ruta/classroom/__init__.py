"""The work of a class: what it answered before and after, what changed, and the items for another platform."""

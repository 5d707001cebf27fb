"""The exchange between countries: its calendar."""

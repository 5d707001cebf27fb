"""The book as a whole: catalogue, language parity, release, site, browser lab, batch runs."""

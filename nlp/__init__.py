"""`Document` to records (figures, units, models, meta, cells, checks). Knows Vietnamese, no format."""

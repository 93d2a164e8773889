"""File bytes to `Document`. Knows formats, knows no Vietnamese beyond repairing its letters."""

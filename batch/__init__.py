"""Many files: which to read, in what order, and one ledger line for each. Knows no Vietnamese."""

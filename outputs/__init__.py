"""Where results land: the JSON contract, tables, workbook, CSV, Parquet. Knows records, no file format."""

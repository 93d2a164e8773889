"""Where results land: the JSON contract, tables, workbook, CSV and Parquet. Knows records, no format of reports."""

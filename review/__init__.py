"""Review of rows by people: pages in the browser, the same as JSON, and the workbook that comes back."""

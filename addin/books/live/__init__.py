"""The open workbook, through xlwings alone."""

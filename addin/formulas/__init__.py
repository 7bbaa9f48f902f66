"""Rules laid into a workbook as plain formulas: the sheet 评分计算, and the form's own cells."""

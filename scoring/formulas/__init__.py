"""A rule as spreadsheet formulas: what a row of 评分计算 calculates, step by step, in functions that
Excel 2016, WPS and LibreOffice have in common."""

"""审核一批: hundreds of forms in, one workbook out."""

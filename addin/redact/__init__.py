"""公开版: what may be published of a workbook or a report."""

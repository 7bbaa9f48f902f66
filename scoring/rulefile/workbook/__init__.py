"""评分办法 as a workbook: a row an indicator or a part of one, and what belongs to the whole ruleset.

Only rows of texts are known here; the file is read and written at the edges. What a row says
becomes the same data as a rule file in YAML holds, and goes through the same door.
"""

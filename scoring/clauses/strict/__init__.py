"""得分规定 in its strict form: what every kind prints of itself and reads back to the same rule.

One file a kind, writer and reader side by side, so that they cannot come apart. A row of the
workbook 评分办法 is written in it; words that are not in the strict form go to the reader of clauses,
and are taken where that reads them without a doubt.
"""

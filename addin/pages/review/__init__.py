"""审核结果.xlsx: what the bureau reads of a whole pile; its sheets, writing them and reading them."""

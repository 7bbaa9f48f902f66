"""What a number or a text is: exact numbers, intervals, units, quantities as clerks type them."""

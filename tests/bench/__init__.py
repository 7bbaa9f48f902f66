"""What ``make bench`` measures; nothing here is asserted."""

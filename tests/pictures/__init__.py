"""The pictures in docs/, drawn by a real LibreOffice: ``make pictures``."""

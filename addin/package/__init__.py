"""What .xlsx and .docx share: the zip, its parts, their relations, their XML."""

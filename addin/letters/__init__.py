"""函: what the finance bureau sends out about a pile of forms, and what comes back."""

"""What partners say of released entries: interest, interview, hired, or declined."""

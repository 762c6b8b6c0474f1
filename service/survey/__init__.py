"""The survey for bias audits: answered with consent for just that, and read by no ranking."""

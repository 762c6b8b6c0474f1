"""Members of the alliance: employers, schools and public bodies."""

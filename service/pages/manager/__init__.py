"""The pages of programme managers."""

"""Claims: what a candidate can do, what shows it, and what people say of that."""

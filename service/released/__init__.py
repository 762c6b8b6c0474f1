"""What a partner sees of a list: nothing before release, and blind profiles after it."""

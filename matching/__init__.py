"""Schakel's engine: text to skills with evidence, and rankings with reasons that add up.

    from matching.matcher import Matcher

    matcher = Matcher.load()
    for mention in matcher.extract("Ervaring met Python is een pré."):
        print(mention.text, mention.skill, mention.importance)

This module imports nothing, so that a command that needs one part does not wait for the others.
"""

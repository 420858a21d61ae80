"""Screens, each with its own style sheet; what a module says of itself (`MODE`, `COMMANDS`) registers it."""

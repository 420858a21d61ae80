"""Checks of releases: exemption codes, amounts, release labels and stamps, withdrawal sheets."""

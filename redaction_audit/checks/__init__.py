"""One judgement per module, grouped by family; found by walking this package."""

"""The workbench on screen. The only room that imports textual; it speaks to `review.session.ReviewSession` only."""

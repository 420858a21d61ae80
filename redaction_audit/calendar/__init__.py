"""The declassification calendar: from a record as read, the law and a day to the date that governs it. Pure.

`entry` holds the values, `page` reads what a page says, `term` does the arithmetic of the orders, `judging` decides
which date governs and where it stands on the day asked for.
"""

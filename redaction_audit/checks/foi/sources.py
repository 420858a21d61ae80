"""Authorities of the release checks, and how well each was checked."""

from redaction_audit.model import Citation

SHOWN = Citation("5 U.S.C. 552(b) (amount and exemption are indicated at the place of the deletion)")
STATE = Citation("22 CFR 171.13(g) (the same for the Department of State, location included)")
EXEMPTIONS = Citation("5 U.S.C. 552(b)(1) to (9) (the exemptions there are)")
PRIVACY = Citation("22 CFR 171.22(g) (exemptions of the Privacy Act)")
TAGS = Citation("Department of State code sheet (statutes behind B3)", "summary")
FINAL_DECISION = Citation("DOJ FOIA Guide 2004, Exemption 1 (order of the final classification decision)", "summary")
AGED = Citation("E.O. 13526 section 3.3 (which section a code cites beyond 25 years: practice)", "unverified")
SUNSET = Citation("5 U.S.C. 552(b)(5) as amended by Pub. L. 114-185, signed 2016-06-30")
STATUTE = Citation("5 U.S.C. 552(b)(3) (another statute forbids disclosure)")
MILNER = Citation("DOJ guidance on Exemption 2 after Milner v. Navy, decided 2011-03-07", "summary")
STAMPED = Citation("32 CFR 2001.25 (declassification markings)")
ARCHIVES = Citation("36 CFR 1254.76 (copies from the National Archives carry the declassification on every page)")
SYSTEMATIC = Citation("Released telegrams of the systematic review of the Department of State", "summary")
LETTERS = Citation("Restriction codes of Presidential libraries", "summary")
PRESIDENTIAL = Citation("36 CFR 1270.40(a) (restrictions end at most 12 years after the President left office)")
NO_FIVE = Citation("36 CFR 1250.30(e) (exemption (b)(5) is not used for Presidential records)")
SHEETS = Citation("36 CFR 1256.46 to 1256.58 (restricted records of the National Archives)")
KENNEDY = Citation("106 Stat. 3449, section 6 (grounds for postponement: (1)(A) to (C), (2) to (5))", "summary")

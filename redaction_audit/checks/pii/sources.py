"""Where the checks of personal data come from, and how well each source was checked."""

from redaction_audit.model import Citation

PRIVACY = Citation("5 U.S.C. 552(b)(6)")
"""Personal privacy: files whose disclosure would be a clearly unwarranted invasion of it are exempt."""

COURT = Citation("Federal Rule of Civil Procedure 5.2(a)", "unverified")
"""Filings show the last four digits of a social-security, taxpayer or account number only."""

ASSIGNED = Citation(
    "Social Security Administration: no area 000, 666 or 900 to 999, no group 00, no serial 0000", "unverified"
)
"""Which numbers are never assigned."""

LUHN = Citation("ISO/IEC 7812-1, annex B (Luhn check digit)", "unverified")
"""The check digit of payment card numbers."""

IBAN = Citation("ISO 13616-1 (international bank account number; check digits ISO/IEC 7064, MOD 97-10)", "unverified")
"""The form of an international account number, and its check digits."""

NUMBERING = Citation("Numbering plans as in Google's libphonenumber metadata", "summary")
"""Which figures are a telephone number of their country."""

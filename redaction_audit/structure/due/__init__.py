"""A declassification instruction: a date, an event, a code, `N/A`, or nothing.

Codes as in the orders: GROUP-n (E.O. 10501 as amended), GDS, ADS, XGDS-n (11652; E2 IMPDET of the CIA is XGDS-2), RDS-n
and REVIEW ON (12065), OADR (12356), X1 to X8 (12958 as issued), 25Xn, 50Xn and 75Xn (12958 as amended, 13526), `25X1,
EO 12951` (space imagery), MR, DCI ONLY, DNI ONLY, SOURCE MARKED (with nothing behind), SUBJECT TO TREATY, N/A TO RD
PORTIONS (RD, FRD or TFNI) and N/A TO NATO PORTIONS: the same words as in the data of the orders. A digit is kept as
printed, also one that no order knows (`XGDS-6`). Facts: executive-orders, section 5.
"""

from redaction_audit.structure.due.codes import general_schedule, opens_code
from redaction_audit.structure.due.days import FIGURES, IN_FORCE, anchor, read_figures
from redaction_audit.structure.due.events import event_sort
from redaction_audit.structure.due.reading import read_due

__all__ = [
    "FIGURES",
    "IN_FORCE",
    "anchor",
    "event_sort",
    "general_schedule",
    "opens_code",
    "read_due",
    "read_figures",
]

"""The wordings of stamps of release and review: who stamped, the words that one must hold, and the pattern.

Facts: record-conventions, section 9, and released pages; what a stamp means stands in `rules/stamps.toml`.
"""

ISO = r"\d{4}/\d\d/\d\d"
"""How the CIA prints a day in its stamps."""
_DAY, _STATE = r"\d{1,2}[/ -]\d{1,2}[/ -]\d{4}", r"C[0-9OolIS]{8}(?![0-9])"
_AMERICAN = r"\d{1,2}[/-]\d{1,2}[/-]\d{4}"
_PRINTED = (
    r"(?:\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d\d)|\d{1,2}[ -]?[A-Za-z]{3,9}\.?,?[ -]?(?:\d{4}|\d\d)"
    r"|[A-Za-z]{3,9}\.? \d{1,2},? \d{4})(?![\d/-])"
)
"""A day as stamps of any agency print it: `05-11-2015`, `28 JUN 2013`, `12JUN2012`, `August 17, 2008`."""
_BYS = ("eclassified by", "ECLASSIFIED BY", "eclassified By", "ECLASSIFIED by")
_ENDS = r"(?=[ \t.]{0,60}(?:[\r\n]|\Z))"
_ORDERED = (
    "y order", "y Order", "Y ORDER", "y authority of", "y Authority of", "Y AUTHORITY OF",
)  # fmt: skip
_DECIDER = (
    r"(?:[Tt]he )?[A-Z][\w.&'’/-]{0,24}(?:,? (?:of|the|and|for|in|by|per|&|[A-Z0-9][\w.&'’/-]{0,24})){0,12}?"
    rf"(?:(?:, ?|[ \t]{{1,6}}|[ \t]{{0,6}}(?:\r\n?|\n)[ \t]{{0,60}})(?:(?i:on|dated?)[ :]{{1,4}})?"
    rf"(?P<date>{_PRINTED}))?{_ENDS}"
)
"""Who decided, by name or office, and the day behind or below; what goes on in small letters is a sentence."""
_GAP = r"[ \t\r\n]{0,12}"
_NUMBER = rf"Doc No\.?:?[ \t]{{0,6}}(?P<document_id>{_STATE})"
_INITIALS = r"[ /](?i:[a-z\d/]{2,12})"
REVIEWER = rf"(?i:(?:nsicg |sp-?)?[a-z]?\d[\w/-]{{0,12}})(?:{_INITIALS}){{0,2}}"
"""A reviewer of the Federal Bureau of Investigation: a number with initials, no person's name."""
_LIBRARY = r"(?:LOC-HAK|NL[A-Z])(?:-\d{1,4}){3,6}"
"""Numbers of papers that presidential libraries and the Library of Congress had scanned for review by all agencies."""
_LINE = r"(?:(?<=[\r\n])|(?<![\x00-\U0010ffff]))[ \t]{0,60}"
_BY = rf"{_LINE}(?:DECLASSIFIED|Declassified) (?i:by)[ :]{{1,4}}"
_SECTION = r"(?:,?[ \t\r\n]{1,3}as amended)?,?[ \t\r\n]{1,3}(?i:sec(?:tion|t?\.))[ \t]{0,3}"

FORMS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (
        "jfk", (" THE PRESIDENT JOHN F. KENNEDY",),
        r"20[12]\d[ \t]{1,3}RELEASE (?:UNDER|C\w{0,4}) THE PRESIDENT JOHN F\. KENNEDY[^\r\n]{0,60}",
    ),
    ("jfk", ("Released under the John F. Kenned",), r"Released under the John F\. Kenned\w"),
    (
        "jfk", ("President John F. Kennedy Assassination",),
        r"President John F\. Kennedy Assassination Records Collection Act",
    ),
    ("jfk", ("JFK Assassination System",), r"JFK Assassination System(?=[^\x00]{0,60}Identification Form)"),
    ("jfk", ("JFK ASSASSINATION SYSTEM",), r"JFK ASSASSINATION SYSTEM(?=[^\x00]{0,60}IDENTIFICATION FORM)"),
    ("jfk", ("Final Determination Notification",), r"Final Determination Notification"),
    ("jfk", ("DocId", "Docld"), r"(?<!\w)[A-Z]W \d{4,6}[ \t]{1,6}Doc[Il]d:?[ \t]{0,3}\d{8}(?!\d)"),
    ("jfk", ("13-00000",), r"(?<![\w-])13-00000(?![\w-])"),
    (
        "cia_crest", ("elease",),
        (
            rf"(?i:(?:Declassified|Approved|Sanitized)[^\r\n]{{0,60}}Release)[^\r\n]{{0,16}}?(?P<date>{ISO})"
            r"[ \t]{0,4}[:;.]?[ \t]{0,4}"
            r"(?P<document_id>[Cc][Ii][Aa]-?[ ]?R[^\s\r\n]{0,3}[0-9OIl]{2}[ -]?[^\r\n]{4,30})"
        ),
    ),
    (
        "cia_crest", ("bjection",),
        (
            rf"(?i:No Objection to Declassification)(?i: in (?:full|part))?[ \t]{{1,6}}(?P<date>{ISO})"
            rf"[ \t]{{0,4}}[:;.]?[ \t]{{0,4}}(?P<document_id>{_LIBRARY})"
        ),
    ),
    (
        "cia_crest", ("ESDN (CREST)",),  # the description of the reading room above the text
        (
            r"Document Number \(FOIA\) ?/ESDN \(CREST\):?[ \t]{0,4}[\r\n]{0,2}[ \t]{0,4}"
            r"(?P<document_id>CIA-RDP[0-9]{2}[A-Z-][0-9]{5}[A-Z][0-9]{12}-[0-9])"
        ),
    ),
    (
        "cia_crest", ("HISTORICAL REVIEW PROGRAM", "HISTORICAL-REVIEW PROGRAM"),
        (  # what the agency opened of its own accord since 1985, with the words on how much or the day beside it
            r"CIA HISTORICAL[ -]REVIEW PROGRAM(?:[ \t\r\n]{1,40}(?:RELEASE (?:IN FULL|IN PART|AS SANITIZED)"
            rf"|(?:DATE:? ?)?(?P<date>{_PRINTED})))?{_ENDS}"
        ),
    ),
    ("foia", ("ESDN (CREST)",), r"Document Number \(FOIA\) ?/ESDN \(CREST\):?"),
    (
        "foia", ("elease",),  # the number at the left of the stamp, in the line or above it
        rf"(?P<document_id>C[0O][0-9OolIS]{{7}})[ \t\r\n]{{0,40}}(?i:Approved For Release)[ :]{{1,4}}(?P<date>{ISO})",
    ),
    (
        "foia", ("elease",),
        rf"(?i:Approved For Release)[ :]{{1,4}}(?P<date>{ISO})[ \t]{{1,6}}(?P<document_id>{_STATE})",
    ),
    (
        "foia", ("Case No",),
        (
            r"Case No\.?:?[ \t]{0,6}(?P<case_number>[A-Z]{1,4}-\d{4}-\d{3,6})"
            rf"(?:{_GAP}{_NUMBER})?(?:{_GAP}Date:?[ \t]{{0,6}}(?P<date>{_DAY}))?"
        ),
    ),
    (
        "foia", ("UNCLASSIFIED\"", "UNCLASSIFIED”"),  # the head of State's pages since 2022
        (
            r"(?P<case_number>FL-\d{4}-\d{5})[ \t]{1,40}(?P<document_id>[A-Z]-\d{11})[ \t]{1,40}"
            rf"[\"“”]UNCLASSIFIED[\"“”][ \t]{{1,40}}(?P<date>{_AMERICAN})"
        ),
    ),
    ("foia", ("Doc No",), _NUMBER),
    (
        "foia", ("FOR RELEASE",),
        r"APPROVED FOR RELEASE[ \t\r\n]{1,24}DATE:?[ \t]{0,4}(?P<date>\d{1,2}-[A-Za-z]{3}-\d{4})",
    ),
    (
        "foia", ("NRO APPROVED",),
        (
            r"NRO APPROVED[ \t\r\n]{1,24}FOR[ \t\r\n]{1,24}RELEASE[ \t\r\n]{1,24}(?:DATE:?[ \t]{0,4})?"
            rf"(?P<date>{_PRINTED})"
        ),
    ),
    (
        "foia", ("elease by", "elease By", "ELEASE BY"),
        (  # one of the agencies of the intelligence community; behind MDR the case is none of the Act
            r"(?i:approved for release by(?: the)?) (?:NSA(?:/CSS)?|ODNI|NRO|NGA|DIA|NSC|CIA)[ \t]{1,4}(?i:on)"
            rf"[ \t]{{1,4}}(?P<date>{_PRINTED})(?!,?[ \t\r\n]{{1,6}}MDR)"
            r"(?:,?[ \t\r\n]{1,6}(?i:(?:FOIA|Transparency) case)[ \t]{0,3}#?[ \t]{0,3}"
            r"(?P<case_number>\d{3,8}|[A-Z]{1,3}-\d{4}-\d{3,6})(?!\d))?"
        ),
    ),
    (
        "foia", ("ublic release by", "ublic Release by", "ublic Release By", "UBLIC RELEASE BY"),
        (
            rf"{_LINE}(?i:(?:authorized|approved|cleared) for public release by)[ \t]{{1,4}}"
            rf"{_DECIDER}"
        ),
    ),
    (
        "foia", ("CDC/MR", "FPC/CDR", "FPC/HDR"),  # State's boxes of the 1980s and 1990s
        (
            r"\( {0,2}X? {0,2}\)[^\x00]{0,240}?FPC/HDR"
            r"|(?:A/CDC/MR|IS/FPC/CDR)(?!\w)(?=[^\x00]{0,240}(?:EXEMPTIONS|\( {0,2}X? {0,2}\)[ \t]{0,3}[A-Z]{4}))"
        ),
    ),
    (
        "foia", ("REGRADED UNCLASSIFIED",),  # the Army's intelligence command
        (
            rf"REGRADED UNCLASSIFIED[ \t\r\n]{{1,40}}ON:?[ \t]{{1,4}}(?P<date>{_PRINTED})[ \t\r\n]{{1,40}}BY"
            r"[^\r\n]{2,40}FOI/?PA"
        ),
    ),
    (
        "foia", ("PER E.O.",),
        rf"PER E\.O\. ?1(?:2958|3526)[^\r\n]{{0,20}}(?:\r\n?|\n){_LINE}(?:19|20)\d\d-\d{{4}}-F(?!\w)",
    ),
    (
        "foia", ("(FBI)-", "(DOJ)-", "(DOS)-"),  # the foot of pages released in a lawsuit
        rf"{_LINE}\d\d-?cv-?\d{{3,6}} ?\((?:FBI|DOJ|DOS)\)-\d{{1,6}}(?!\d)",
    ),
    ("foia", ("REVIEW AUTHORITY",), rf"{_LINE}REVIEW AUTHORITY:[ \t]{{1,6}}[^\r\n]{{2,80}}"),
    (
        "foia", ("HEREIN IS UNCLASSIFIED",),
        (
            r"ALL INFORMATION CONTAINED[ \t\r\n]{1,40}HEREIN IS UNCLASSIFIED"
            r"(?:[ \t\r\n]{1,40}EXCEPT[ \t\r\n]{1,40}WHERE[ \t\r\n]{1,40}SHOWN(?:[ \t\r\n]{1,40}OTHERWISE)?)?"
            rf"(?:[ \t\r\n]{{1,40}}DATE:?[ \t]{{0,4}}(?P<date>{_PRINTED}))?"
        ),
    ),
    (
        "foia", ("ECLASSIFIED BY",),
        (  # a reviewer of the FBI, who is a number with initials
            rf"{_LINE}DECLASSIFIED BY[ :]{{1,4}}{REVIEWER}(?:{_INITIALS})?"
            rf"[ \t\r\n]{{1,40}}ON:?[ \t]{{1,4}}(?P<date>{_PRINTED})"
        ),
    ),
    ("foia", ("RELEASE IN", "RELEASED IN"), r"RELEASED? IN (?:FULL|PART)\b"),
    (
        "systematic", ("Declassified/Released",),
        r"Declassified/Released[^\x00]{0,120}?Systematic Review(?:\s{1,40}(?P<date>\d{1,2} [A-Za-z]{3,9} \d{4}))?",
    ),
    (
        "systematic", ("NND", "uthority NW", "uthority: NW"),
        (
            r"(?:(?i:authority)[ \t:._]{0,6}N(?:ND|W)|3\.3,? {1,3}NND)[ \t-]{0,3}\d{5,6}"
            r"(?:[ \t\r\n]{1,12}(?i:by)[ :._]{1,6}[A-Za-z./ ]{0,20}?[ ,._]{1,6}"
            rf"(?i:date)[ :._]{{1,6}}(?P<date>{_PRINTED}))?"
        ),
    ),
    (
        "systematic", ("DECLASSIFIED IAW",),  # the Air Force, whose office reviews whole series
        r"(?:THIS PAGE IS )?DECLASSIFIED IAW E\.?O\.? ?1(?:2958|3526)",
    ),
    (
        "systematic", ("eclassified by NARA", "ECLASSIFIED BY NARA"),
        rf"(?i:declassified by) NARA\b(?:[ ,]{{1,3}}(?:(?i:on) {{1,3}})?(?P<date>{_PRINTED}))?",
    ),
    (
        "mdr", ("ISCAP",),
        (
            r"ISCAP (?i:appeal|no|case|review)[^\r\n]{0,60}"
            rf"(?:[\r\n]{{1,4}}[ \t]{{0,60}}(?i:declassification date):?[ \t]{{1,4}}(?P<date>{_PRINTED}))?"
        ),
    ),
    (
        "mdr", ("MDR:", "MDR "),
        r"MDR(?:(?<=/MDR)|(?<=[A-Z] MDR)|(?=:)):?[ \t]{1,4}(?P<case_number>\d\d[ ]?-[ ]?(?:[FM][ ]?-[ ]?)?\d{4})(?!\d)",
    ),
    (
        "mdr", ("WHS",),
        (  # the Office of the Secretary of Defense
            r"Chief, (?:Records (?:&|and) Declass(?:ification)? Div(?:ision)?|RDD)(?:, ESD)?, WHS"
            rf"(?:[ \t\r\n]{{1,40}}Date:[ \t]{{0,4}}(?P<date>{_PRINTED}))?"
        ),
    ),
    (
        "mdr", _BYS,  # the same in one line
        (
            rf"{_BY}(?!NARA\b)[^\r\n]{{2,60}}?(?:[ \t]{{1,4}}(?i:on)[ :]{{1,4}}|, ?)(?P<date>{_PRINTED}){_ENDS}"
        ),
    ),
    (
        "mdr", _ORDERED,  # by whom, who is named in capitals, and the day behind or below
        (
            rf"{_LINE}(?:DECLASSIFIED|Declassified|(?:DOWNGRADED TO |REGRADED |)UNCLASSIFIED|Regraded Unclassified"
            r"|CLASSIFICATION CANCELL?ED|Classification [Cc]ancell?ed)"
            r"[ \t\r\n]{1,40}(?i:by (?:order(?: of)?|authority of)):?"
            r"(?:[ \t]{1,4}|[ \t]{0,4}(?:\r\n?|\n)[ \t]{0,60})"
            rf"{_DECIDER}"
        ),
    ),
    (
        "mdr", ("NARA", "NARS", " NL"),
        (  # a library's strip: below the word whatever was decided on, then who wrote it and when
            rf"{_LINE}(?:DECLASSIFIED|SANITIZED|Declassified)(?![^\r\n]{{0,60}}[a-z]{{3}}[ ,][a-z]{{2}})"
            r"(?:[^\r\n]{0,80}(?:\r\n?|\n)){1,4}?[ \t]{0,60}(?i:by)[ :]{1,3}(?:[\w./ ]{1,16}?,?[ ]{1,2})??"
            rf"(?:NAR[AS]|NL[A-Z]),?[ ]{{1,3}}(?i:date)[ :.]{{1,4}}(?P<date>{_PRINTED})"
        ),
    ),
    (
        "mdr", ("uthority MR", "uthority NL", "uthority: MR", "uthority: NL", "UTHORITY MR", "UTHORITY NL"),
        rf"{_LINE}DECLASSIFIED[ \t\r\n]{{1,40}}(?i:authority):?[ ]{{1,3}}(?:MR[ -]\d|NL[A-Z][ -])",
    ),
    (
        "mdr", ("A/ISS/IPS", "A/GIS/IPS", "A/RPS/IPS", "PA/HO"),  # State's strip on papers of other collections
        (
            rf"{_LINE}DECLASSIFIED[ \t\r\n]{{1,40}}(?:A/(?:ISS|GIS|RPS)/IPS|PA/HO),?[ \t]{{1,4}}Department of State"
            rf"[ \t\r\n]{{1,40}}E\.?O\.? ?1[23]\d{{3}}(?:, as amended)?[ \t\r\n]{{1,40}}(?P<date>{_PRINTED})"
        ),
    ),
    (
        "mdr", ("ECLASSIFIED per", "ECLASSIFIED PER", "eclassified per"),
        rf"{_LINE}(?:DECLASSIFIED|Declassified) (?:per|PER) (?:Sec\. ?3, ?)?E\.O\. ?1(?:2958|3526)",
    ),
    (
        "mdr", _BYS,
        (  # name and place of whoever declassified, in lines of their own; the day is the last of the stamp
            rf"{_BY}(?!NARA\b)[^\r\n]{{2,60}}(?:\r\n?|\n)"
            rf"(?:[^\r\n]{{2,60}}(?:\r\n?|\n))?[ \t]{{0,60}}(?:(?i:declassified )?ON|(?i:declassified )on|(?i:date))"
            rf"[ :]{{1,4}}(?P<date>{_PRINTED}){_ENDS}"
        ),
    ),
    ("mdr", ("3.3",), r"E\.?O\.? ?1(?:2958|3526),?[ \t]{1,4}3\.3 ?\([bh]\)"),
    (
        "mdr", ("Sec. 3.", "SEC. 3.", "Section 3.", "SECTION 3.", "Sect. 3.", "SECT. 3."),
        (  # the section on mandatory review: 3.4 of E.O. 12356, 3.6 of 12958, 3.5 since
            rf"(?:{_LINE}|DECLASSIFIED {{1,4}})(?:(?i:IAW|per|authority:?)[ \t]{{1,4}})?E\.?[ ]?O\.?[ ]?"
            rf"(?:12356{_SECTION}3\.4|12958{_SECTION}3\.[56]|13292{_SECTION}3\.5|13526{_SECTION}3\.5)"
            r"(?:\([a-z]\))?(?=[ \t,]{0,60}(?:[\r\n]|\Z))"
        ),
    ),
    (
        "mdr", ("PER E.O.",),
        rf"PER E\.O\. ?1(?:2958|3526)[^\r\n]{{0,20}}(?:\r\n?|\n){_LINE}(?:19|20)\d\d-\d{{4}}-M(?:R|-\d)?(?!\w)",
    ),
    (
        "mdr", ("by NSA", "BY NSA"),
        (
            rf"(?i:by NSA)(?:/CSS)?[ \t]{{1,4}}(?i:on)[ \t]{{1,4}}{_AMERICAN},?[ \t\r\n]{{1,6}}"
            r"MDR[ -](?i:case)?[ \t]{0,3}#?[ \t]{0,3}\d{3,8}"
        ),
    ),
    ("mdr", ("andatory",), r"(?i:mandatory (?:declassification )?review) (?i:case|request|no)\b[^\r\n]{0,40}"),
    ("pra", ("WITHDRAWAL",), r"WITHDRAWAL(?:/REDACTION)? SHEET"),
    ("pra", ("Withdrawal Sheet", "Withdrawal/Redaction Sheet"), r"Withdrawal(?:/Redaction)? Sheet"),
    (
        "pra", ("marker by the",),  # the sheet between the folders of a library
        r"administrative\s{1,8}marker by the\s{1,8}(?:[^\s]{1,20}\s{1,8}){1,6}?Presidential Library",
    ),
    (
        "pra", ("Presidential Records Act",),
        r"Presidential Records Act[ \t]{0,4}-[ \t]{0,4}\[?44 U\.?S\.?C",
    ),
)  # fmt: skip
"""Kind, literals of which one must occur, and pattern; the first kind that is found names the provenance."""

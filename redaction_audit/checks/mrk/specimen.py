"""An invented telegram of 2006 around the markings of an example, so that every example is a whole record."""

BANNER = "C O N F I D E N T I A L ARBON 000412"

STAMP = "UNCLASSIFIED U.S. Department of State Case No. F-2010-00001 Doc No. C00000001 Date: 01/02/2012"
"""The first line of a page that the Department released, with invented numbers."""


def telegram(
    *paragraphs: str,
    banner: str = BANNER,
    head: str = "",
    group: str = "P 141520Z MAR 06",
    below: str = "",
    order: str = "E.O. 12958: DECL: 03/14/2016",
    tags: str = "TAGS: PGOV, PREL, XX",
    subject: str = "SUBJECT: (U) HARBOR BOARD MEETS ON NEW QUAYS",
    refs: str = "",
    by: str = "Classified By: PolCouns Ada Rowe. Reason: 1.4 (b,d)",
    tail: str = "ROWE",
) -> str:
    r"""Return a telegram with those lines, as text with `\n` line ends; an empty part leaves its line out.

    `head` stands above everything, `below` under the classification line.
    """
    paragraphs = paragraphs or ("1. (C) The board met twice and adjourned.",)
    blocks = [
        head,
        "\n".join(part for part in (group, "FM AMEMBASSY ARBON", "TO SECSTATE WASHDC 4121") if part and group),
        banner,
        below,
        "\n".join(part for part in (order, tags, subject) if part),
        refs,
        by,
        *paragraphs,
        tail,
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"

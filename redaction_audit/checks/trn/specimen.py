"""An invented telegram around the paragraphs of an example, so that every example is a whole record."""

BANNER = "C O N F I D E N T I A L ARBON 000412"


def telegram(*paragraphs: str, banner: str = BANNER, notice: str = "", tail: str = "ROWE\n") -> str:
    r"""Return a telegram of 2006 with `paragraphs` one blank line apart, as text with `\n` line ends.

    `banner` is its classification line, `notice` a sentence above it, `tail` what stands after the last paragraph.
    """
    head = "\n".join(
        [
            *([notice, ""] if notice else []),
            banner,
            "",
            "SIPDIS",
            "",
            "E.O. 12958: DECL: 03/14/2016",
            "TAGS: PGOV, PREL, XX",
            "SUBJECT: HARBOR BOARD MEETS ON NEW QUAYS",
            "",
            "Classified By: PolCouns Ada Rowe. Reason: 1.4 (b,d)",
            "",
        ]
    )
    return "\n".join([head, *(f"{paragraph}\n" for paragraph in paragraphs), tail])

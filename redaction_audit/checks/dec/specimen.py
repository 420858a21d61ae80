"""An invented telegram around the marking of an example, so that every example is a whole record."""


def telegram(
    order: str = "E.O. 12958: DECL: 03/14/2016",
    *,
    by: str = "Classified By: PolCouns Ada Rowe. Reason: 1.4 (b,d)",
    banner: str = "C O N F I D E N T I A L ARBON 000412",
    above: str = "",
    portion: str = "C",
) -> str:
    r"""Return a telegram with that order line, classified-by line and classification line, as text with `\n` line ends.

    `above` are lines before the classification line; empty parts leave their line out.
    """
    head = [above, banner, "", order, "TAGS: PGOV, PREL, XX", "SUBJECT: HARBOR BOARD MEETS ON NEW QUAYS", "", by]
    lines = [line for index, line in enumerate(head) if line or index in (2, 6)]
    return "\n".join([*lines, "", f"1. ({portion}) The board met twice and adjourned.", "", "ROWE", ""])

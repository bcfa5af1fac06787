"""ETags that are weak, or without quotes.

A proxy that compresses calls a version weak that its server calls strong, and some
servers leave the quotes away inside XML. For us it is the same version.
"""


def one_way(etag: str | None) -> str | None:
    """An ETag in the one way that we keep it: strong and in quotes.

    Nothing for one that could not be sent back.
    """
    text = (etag or "").strip().removeprefix("W/").removeprefix("w/")
    if not text or text == '""' or not text.isascii() or not text.isprintable():
        return None
    return text if text.startswith('"') else f'"{text}"'


def ways(etag: str) -> tuple[str, ...]:
    """How a server may want to see it in `If-Match`.

    RFC 9110, 13.1.1 lets none but a strong one match; a server that calls all of its
    versions weak and compares them as words would then never let us write.
    """
    return etag, f"W/{etag}"

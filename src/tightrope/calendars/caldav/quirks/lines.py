"""Line ends that a server changes.

RFC 5545 wants CRLF. XML makes an LF of each, some servers keep what they were given,
some strip the last one, and some indent what is inside an element. The same resource
then comes in other bytes by each way of asking; it has to be the same for us.
"""

import re

_END = re.compile(rb"\r\n|\r|\n")


def one_way(data: bytes) -> bytes:
    """A resource with CRLF at each line's end, and no blank lines around it."""
    text = data.removeprefix(b"\xef\xbb\xbf").strip()
    return _END.sub(b"\r\n", text) + b"\r\n" if text else b""

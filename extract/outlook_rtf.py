"""The compressed RTF of Outlook mails (MS-OXRTFCP). Knows its dictionary, no RTF."""

from __future__ import annotations

import struct

_PACKED, _PLAIN = b"LZFu", b"MELA"
_HEADER = 16
_WINDOW = 4096
_LONGEST = 50_000_000
_START = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans "
    rb"SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0" + b"\r\n" + rb"\par "
    rb"\pard\plain\f0\fs20\b\i\u\tab\tx"
)


def unpacked_rtf(data: bytes) -> bytes:
    """The RTF in a compressed property; what stands before damage, empty where it is something else."""
    if len(data) < _HEADER:
        return b""
    size = struct.unpack_from("<I", data, 4)[0]
    kind, body = data[8:12], data[_HEADER:]
    if kind == _PLAIN:
        return body[:size]
    return _unpacked(body)[:size] if kind == _PACKED and size <= _LONGEST else b""


def _unpacked(body: bytes) -> bytes:
    window = bytearray(_START.ljust(_WINDOW, b"\0"))
    at, write = 0, len(_START)
    found = bytearray()
    while at < len(body):
        flags = body[at]
        at += 1
        for bit in range(8):
            if not flags >> bit & 1:
                piece = body[at : at + 1]
                at += 1
            else:
                pair = int.from_bytes(body[at : at + 2], "big")
                at += 2
                read, length = pair >> 4, (pair & 15) + 2
                if read == write or at > len(body):
                    return bytes(found)
                # A copy may reach into what it writes itself.
                piece = b""
                for step in range(length):
                    byte = window[(read + step) % _WINDOW]
                    window[(write + step) % _WINDOW] = byte
                    piece += bytes((byte,))
                write = (write + length) % _WINDOW
                found += piece
                continue
            if not piece:
                return bytes(found)
            window[write] = piece[0]
            write = (write + 1) % _WINDOW
            found += piece
        if len(found) > _LONGEST:
            break
    return bytes(found)

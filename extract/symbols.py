"""Characters of symbol fonts as the Unicode characters that they look like. Knows no format."""

from __future__ import annotations

import re

# Codes of the Symbol and Wingdings fonts that reports meet; Word and PDF makers put them at U+F000 and up.
_SYMBOL = {
    0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB0: "°", 0xB9: "≠", 0xBB: "≈", 0xA5: "∞",
    0xB7: "•", 0xAE: "→", 0xAC: "←", 0xDE: "⇒", 0x2D: "-", 0x25: "%", 0x2A: "*", 0x2B: "+", 0xD7: "·",
    0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x65: "ε", 0x6C: "λ", 0x6D: "μ", 0x70: "π", 0x73: "σ",
    0x44: "Δ", 0x53: "Σ", 0x57: "Ω",
}  # fmt: skip
_WINGDINGS = {
    0xFC: "✓", 0xFE: "☑", 0xFB: "✗", 0xFD: "☒", 0xA8: "☐", 0x6F: "☐", 0x71: "☐", 0xA7: "•", 0xB7: "•",
    0x6C: "•", 0x6E: "•", 0x76: "•", 0x77: "•", 0xD8: "•", 0x9F: "•", 0xE0: "→", 0xE8: "→", 0xF0: "→",
    0xDF: "←",
}  # fmt: skip
# Without a font only marks of lists and ticks are sure.
_ANY = {
    0xF000 + code: _WINGDINGS[code] for code in (0xA7, 0xB7, 0xD8, 0xFC, 0xFE, 0xA8, 0x76, 0x6E, 0x9F, 0xE0)
}
_PRIVATE = re.compile("[\uf000-\uf0ff]")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def symbol(font: str, code: int) -> str:
    """The character of a symbol font, a bullet for what is not known; plain characters as they are."""
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    name = font.casefold()
    if name.startswith("wingdings"):
        return _WINGDINGS.get(low, "•")
    if name.startswith("symbol"):
        return _SYMBOL.get(low) or (chr(low) if 0x20 <= low < 0x7F else "•")
    if 0xE000 <= code <= 0xF8FF:
        return "•"
    return chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code <= 0xDFFF else ""


def unsymboled(text: str) -> str:
    """`text` with the private characters of symbol fonts shown as what they look like."""
    return text.translate(_ANY) if _PRIVATE.search(text) else text


def raised(digits: str) -> str:
    """Digits written as superscripts, so that a typed note mark is not read as a number."""
    return digits.translate(_RAISED)

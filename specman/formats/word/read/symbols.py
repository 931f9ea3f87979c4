"""Signs of symbol fonts: which character of Unicode each font shows at a code. Each font has a table of its own."""

from __future__ import annotations

_PRIVATE = range(0xF000, 0xF100)  # where Word keeps the codes of symbol fonts


def _table(*runs: tuple[int, str]) -> dict[int, str]:
    """Signs by code; each run gives the signs from a code on, a space for none that is known."""
    return {start + place: sign for start, signs in runs for place, sign in enumerate(signs) if sign != " "}


_SYMBOL = _table(
    (0x21, "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"),
    (0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"),
    (0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"),
    (0xF1, "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"),
)
_WINGDINGS = _table(
    (0x21, "🖉✂✁👓🕭🕮🕯☎✆🖂🖃📪📫📬📭📁📂📄🗏🗐🗄⌛🖮🖰🖲🖳🖴🖫🖬✇✍🖎✌👌👍👎☜☞☝☟🖐☺😐☹💣☠🏳🏱✈☼💧❄🕆✞🕈✠✡☪☯ॐ☸♈♉♊♋♌♍♎♏♐♑♒♓"),
    (0x6A, "🙰🙵●🔾■□🞐❑❒⬧⧫◆❖⬥⌧⮹⌘🏵🏶🙶🙷"),
    (0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿🙢🙠🙡🙣🙞🙜🙝🙟·•⬝⭘🞆🞈◉◎🔿▪◻🟂✦★✶✴✹✵⯐⌖⟡⌑⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛"),
    (0xC3, "⮰⮱⮲⮳⮴⮵⮶⮷🙪🙫🙕🙔🙗🙖🙐🙑🙒🙓⌫⌦⮘⮚⮙⮛⮈⮊⮉⮋←→↑↓↖↗↙↘🡸➔🡹🡻🡼🡽🡿🡾⇦⇨⇧⇩⬄⇳⬀⬁⬃⬂🢬🢭✗✓☒☑"),
)
_WINGDINGS_2 = _table((0x4F, "✗✓☒☑☒"), (0x97, "•"), (0xA3, "□"))
_WEBDINGS = _table((0x61, "✔"), (0x63, "□"), (0x67, "■"), (0x6E, "●"))
_FONTS: dict[str, dict[int, str]] = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": {},
    "webdings": _WEBDINGS,
}


def is_symbol_font(font: str) -> bool:
    """Whether a font shows other signs than the letters written in it."""
    return font.casefold() in _FONTS


def sign_of(sign: str, font: str) -> tuple[str, bool]:
    """What a font shows for a character, and whether that is known.

    An unknown sign is named by its font and code, so that two of them are never taken for one.

    >>> sign_of("\\uf0b3", "Symbol"), sign_of("\\uf0fe", "Wingdings"), sign_of("\\uf021", "Wingdings 3")
    (('≥', True), ('☑', True), ('[Wingdings 3 21]', False))
    """
    code = ord(sign)
    table = _FONTS.get(font.casefold())
    if code not in _PRIVATE and (table is None or code > 0xFF or sign.isspace()):
        return sign, True
    code &= 0xFF
    if (table or {}).get(code):
        return (table or {})[code], True
    if code == 0x20:
        return " ", True
    return f"[{font or 'sign'} {code:02X}]", False


__all__ = ["is_symbol_font", "sign_of"]

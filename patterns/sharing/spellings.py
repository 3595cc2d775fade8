"""The forms in which a name may stand in a text, as regular expressions over folded text.

Endings of possessives and cases; the same name in Cyrillic and in Latin letters; Hebrew and Arabic letters before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from patterns.sharing.folding import fold, is_cyrillic, is_latin

LONG = 3  # letters from which a name is also looked for in the other script
COMPOUND = 5  # letters from which it is also found as the beginning or the end of a longer word
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "å": "aa"})
POSSESSIVE = r"(?:'?s|'|es)?"
LETTER = r"[^\W\d_]"

# folded: й stands as и, ё as е
TO_LATIN = {
    "а": "a", "б": "b", "в": "(?:v|w|ff?)", "г": "(?:g|gh|h)", "ґ": "g", "д": "d", "е": "(?:e|ye|je|yo|jo|io|ie)",
    "ж": "(?:zh|sch|sh|j|z|g)", "з": "(?:z|s)", "и": "(?:i|y|j|iy|ee|ii)", "і": "(?:i|y)", "к": "(?:k|c|ck|q)",
    "л": "ll?", "м": "m", "н": "nn?", "о": "o", "п": "p", "р": "r", "с": "(?:ss?|c|z)", "т": "(?:tt?|th)",
    "у": "(?:u|ou|oo)", "ф": "(?:f|ph)", "х": "(?:kh|ch|h|x)", "ц": "(?:ts|tz|c|z|cz)", "ч": "(?:ch|tsch|tch|cz|c)",
    "ш": "(?:sh|sch|sz|s)", "щ": "(?:shch|schtsch|sch|sh|szcz)", "ъ": "'?", "ы": "(?:y|i|ui)", "ь": "'?", "э": "e",
    "ю": "(?:yu|ju|iu|u)", "я": "(?:ya|ja|ia|a)", "є": "(?:ye|je|ie|e)",
}  # fmt: skip
TO_CYRILLIC = {
    "shch": "щ", "tsch": "ч", "sch": "(?:ш|щ)", "sh": "ш", "zh": "ж", "kh": "х", "ch": "(?:ч|х|ш|к)", "ts": "ц",
    "tz": "ц", "sz": "ш", "cz": "ч", "ph": "ф", "th": "(?:т|ф)", "ya": "(?:я|ья|ия)", "ja": "(?:я|ья|джа|жа)",
    "ia": "(?:ия|ья|я|иа)", "yu": "ю", "ju": "(?:ю|джу|жу)", "yo": "(?:е|ио)", "jo": "(?:е|джо|ио)",
    "oe": "(?:е|ое|оэ|оя)", "ie": "(?:е|и|ие|ье)", "er": "(?:е|э)?рь?",
    "oo": "у", "ou": "(?:у|оу)", "ee": "и", "ll": "лл?", "nn": "нн?",
    "tt": "тт?", "ss": "сс?", "ck": "к", "qu": "кв", "a": "(?:а|я|э)", "b": "б", "c": "(?:к|с|ц)", "d": "д",
    "e": "(?:е|э|є)", "f": "ф", "g": "(?:г|дж|ж)", "h": "(?:х|г)?", "i": "(?:и|і|ы|ь|аи)", "j": "(?:дж|ж|и|х|ь)",
    "k": "(?:к|х)", "l": "ль?", "m": "м", "n": "нь?", "o": "(?:о|е)", "p": "п", "q": "к", "r": "рь?", "s": "(?:с|з)",
    "t": "ть?", "u": "(?:у|ю|а)", "v": "в", "w": "(?:в|у)", "x": "(?:кс|х)", "y": "(?:и|ы|ь|аи)", "z": "(?:з|ц|ж)",
    "'": "ь?", "-": "-",
}  # fmt: skip
VOWELS = "аеиоуыэюяіє"
AFTER_A = "(?:а|ы|и|е|у|ои|ою|еи|ею|я|ю|о|ом|ем|ам|ям|ин[а-я]{0,3})"
AFTER_CONSONANT = "(?:а|я|у|ю|ь|ом|ем|ым|е|ои|еи|ы|и|ых|ов[а-я]{0,3}|ев[а-я]{0,3})?"
GREEK_ENDINGS = {
    "ος": "(?:οσ|ο|ου|ε|οι|ων)", "ης": "(?:ησ|η|εσ)", "ας": "(?:ασ|α|εσ)", "α": "(?:α|ασ|εσ)", "η": "(?:η|ησ|εσ)",
}  # fmt: skip


def forms(word: str) -> str:
    """Return a pattern over folded text for one word of a name: itself, its cases, itself in the other script."""
    return "|".join(dict.fromkeys(_forms(word)))


def _forms(word: str) -> Iterator[str]:
    plain = fold(word)
    yield from _cases(plain)
    umlauts = fold(word.translate(UMLAUTS))
    if umlauts != plain:
        yield from _cases(umlauts)
    letters = re.sub(r"[^\w]", "", plain)
    if len(letters) < LONG or not letters.isalpha():
        return
    if is_cyrillic(plain):
        for stem in dict.fromkeys((plain, _stem(plain))):
            if len(stem) >= LONG - 1:
                ending = "(?:a|u|e|y|om|ym|em|oi|oy)?" if stem == plain else "(?:a|ya|ja|ia|i|y|e|ei|u|yu|oi|oy|ey|o)"
                yield "".join(TO_LATIN.get(each, re.escape(each)) for each in stem) + ending + POSSESSIVE
    elif is_latin(plain):
        yield from _in_cyrillic(plain)


def _cases(plain: str) -> Iterator[str]:
    """Yield a folded word with the endings that its script gives a name."""
    if is_cyrillic(plain):
        yield _russian(plain)
    elif is_latin(plain):
        yield re.escape(plain) + POSSESSIVE
        if len(plain) > LONG and plain[-1] == "a":  # Polish, Czech: Agnieszka, Agnieszki, Agnieszce
            stem = re.escape(plain[:-1])
            yield f"{stem}(?:i|y|e|o|u|ie|ii)"
            yield f"{re.escape(plain[:-2])}(?:ce|dze|rze|cie|dzie|ze)"
        elif len(plain) > LONG and plain[-1] not in "aeiou":
            yield re.escape(plain) + "(?:a|owi|em|iem|u|om)"
    elif any("\u0590" <= each <= "\u06ff" for each in plain):
        yield f"(?:[ולבמשהכ]{{1,3}}|[وبلفك]?ال|[وبلفك])?{re.escape(plain)}"
    elif any("\u0370" <= each <= "\u03ff" for each in plain):
        yield _greek(plain)
    else:
        yield re.escape(plain)


def _stem(plain: str) -> str:
    return plain.rstrip("ь")[:-1] if plain[-1] in "аяеоиуы" and len(plain) > 2 else plain.rstrip("ь")


def _russian(plain: str) -> str:
    stem = _stem(plain)
    if len(plain) < LONG:
        return re.escape(plain)
    if plain.endswith(("ии", "ыи")) and len(plain) > 4:  # a name like an adjective, or Дмитрий
        return re.escape(plain[:-2]) + "(?:ии|ыи|ия|ию|ием|ие|ого|ому|им|ым|ом|ая|ои|ую|их|ых)"
    if stem == plain or plain.endswith("ь"):
        return re.escape(stem) + AFTER_CONSONANT
    return re.escape(stem) + AFTER_A + ("?" if len(stem) > LONG else "")


def _greek(plain: str) -> str:
    for ending, several in GREEK_ENDINGS.items():
        if plain.endswith(fold(ending)):
            return re.escape(plain[: -len(ending)]) + several
    return re.escape(plain)


def _in_cyrillic(plain: str) -> Iterator[str]:
    """Yield a Latin name in Cyrillic letters, with the endings it may take there."""
    vowel_last = plain[-1] in "aeiouyj"
    stem = plain[:-1] if vowel_last else plain
    longest = max(map(len, TO_CYRILLIC))
    pattern, place = "", 0
    while place < len(stem):
        for size in range(longest, 0, -1):
            if stem[place : place + size] in TO_CYRILLIC:
                pattern += TO_CYRILLIC[stem[place : place + size]]
                place += size
                break
        else:
            return  # a letter that Cyrillic has no counterpart for
    if vowel_last:
        yield f"{pattern}(?:а|я|ия|ья|е|э|и|ы|у|ю|о|ои|еи|ою|ею|ем|ие|ии|ию|ием|ин[а-я]{{0,3}})"
    else:
        yield pattern + AFTER_CONSONANT


def compounds(word: str) -> str:
    """Return a pattern for a longer word that begins or ends with a name; nothing for a short name."""
    plain = fold(word)
    if len(plain) < COMPOUND or not plain.isalpha():
        return ""
    return f"{re.escape(plain)}{LETTER}+|{LETTER}+{re.escape(plain)}"

"""Digits, printed item numbers and printed money."""

THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
NAMES = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")
UNITS = {"บาท": 1, "พันบาท": 1000, "ล้านบาท": 1_000_000}

PATTERNS = {
    "dot": "{n}.",
    "paren": "{n})",
    "both": "({n})",
    "bare": "{n}",
    "dash": "-",
    "bullet": "•",
    "none": "",
    "article": "ข้อ {n}",
    "letter_dot": "{l}.",
    "letter_paren": "{l})",
    "letter_both": "({l})",
}
"""Printed forms of a number: {n} is the number, {l} the letter at that position."""


def arabic(text: str) -> str:
    """The text with Arabic digits."""
    return text.translate(ARABIC)


def ordinal(pattern: str, number: int) -> str:
    """The printed number of an item, without the space after it."""
    return PATTERNS[pattern].format(n=number, l=LETTERS[(number - 1) % len(LETTERS)])


def below_million(number: int) -> str:
    """A number below a million in Thai words."""
    words = ""
    for place in range(5, -1, -1):
        digit = number // 10**place % 10
        if not digit:
            continue
        if place == 1:
            words += {1: "", 2: "ยี่"}.get(digit, NAMES[digit]) + "สิบ"
        elif place == 0 and digit == 1 and number > 10:
            words += "เอ็ด"
        else:
            words += NAMES[digit] + PLACES[place]
    return words


def in_words(amount: int) -> str:
    """An amount in baht in Thai words."""
    if amount == 0:
        return "ศูนย์บาทถ้วน"
    millions, rest = divmod(amount, 1_000_000)
    return (below_million(millions) + "ล้าน" if millions else "") + below_million(rest) + "บาทถ้วน"


def money(amount: int, unit: str, decimals: int, commas: bool = True) -> str:
    """An exact amount in baht, printed in a unit."""
    scale = UNITS[unit]
    need = 0
    while amount * 10**need % scale:
        need += 1
    places = max(decimals, need)
    value = amount * 10**places // scale
    whole, part = divmod(value, 10**places)
    text = f"{whole:,}" if commas else str(whole)
    return f"{text}.{part:0{places}d}" if places else text

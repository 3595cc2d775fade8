"""Dates written out in words, as Google's exports have them: the language is that of the account, the zone is UTC.

What is looked for is the same in every language: a year of four digits, the name of a month, a day, and a clock time.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

MONTHS = {
    "English": "january february march april may june july august september october november december",
    "German": "januar februar märz april mai juni juli august september oktober november dezember",
    "Austrian German": "jänner feber märz april mai juni juli august september oktober november dezember",
    "French": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "Spanish": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "Italian": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "Portuguese": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "Dutch": "januari februari maart april mei juni juli augustus september oktober november december",
    "Polish": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "Russian": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "Ukrainian": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "Hungarian": "január február március április május június július augusztus szeptember október november december",
    "Czech": "ledna února března dubna května června července srpna září října listopadu prosince",
    "Swedish": "januari februari mars april maj juni juli augusti september oktober november december",
    "Danish": "januar februar marts april maj juni juli august september oktober november december",
    "Norwegian": "januar februar mars april mai juni juli august september oktober november desember",
    "Finnish": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta "
    "lokakuuta marraskuuta joulukuuta",
    "Romanian": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "Turkish": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
}
FARTHEST = timedelta(hours=15)  # from UTC
NUMBERS = {name: number for line in MONTHS.values() for number, name in enumerate(line.split(), start=1)}
WORDS = re.compile(r"[^\W\d_]+")
EASTERN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]", re.ASCII)
CLOCK = re.compile(
    r"(?<!\d)(\d{1,2})(?:[:時时]|시\s?|\.(?=\d{2}\.\d{2}))(\d{2})(?:(?:[:.分]|분\s?)(\d{2}))?(?!\d)", re.ASCII
)
ZONE = re.compile(
    r"(?:\b(?:UTC|GMT)(?:([+\-−])(\d{1,2})(?::?(\d{2}))?)?(?![\w:])|协调世界时|協調世界時|協定世界時|협정 세계시)"
)
HALF = re.compile(r"(?<![^\W\d_])([ap])\.?\s?m\b\.?", re.I)
MORNING, EVENING = re.compile("上午|凌晨|早上|清晨|午前|오전"), re.compile("下午|晚上|中午|傍晚|午後|오후")


def instant(text: str) -> datetime | None:
    """Return the instant of a date in words, without its zone, in UTC; None where it cannot be read for certain."""
    zone = ZONE.search(text)
    if zone is None or len(text) > 120:
        return None
    rest = text[: zone.start()] + " " + text[zone.end() :]
    clock = CLOCK.search(rest)
    if clock is None:
        return None
    day = _day(rest[: clock.start()] + " " + rest[clock.end() :])
    hour = _hour(int(clock[1]), rest)
    ahead = timedelta(hours=int(zone[2] or 0), minutes=int(zone[3] or 0))
    if day is None or hour is None or ahead > FARTHEST:
        return None
    try:
        read = datetime(*day, hour, int(clock[2]), int(clock[3] or 0), tzinfo=UTC)
        read += ahead if zone[1] in ("-", "−") else -ahead
    except (ValueError, OverflowError):
        return None
    return read.replace(tzinfo=None) if 1990 <= read.year < 2100 else None


def _day(text: str) -> tuple[int, int, int] | None:
    """Return year, month and day."""
    eastern = EASTERN.search(text)
    if eastern:
        return int(eastern[1]), int(eastern[2]), int(eastern[3])
    months = {NUMBERS[word] for word in WORDS.findall(text.casefold()) if word in NUMBERS}
    numbers = re.findall(r"(?<!\d)\d+(?!\d)", text, re.ASCII)
    years, days = [each for each in numbers if len(each) == 4], [each for each in numbers if len(each) <= 2]
    if len(months) != 1 or len(years) != 1 or len(days) != 1 or len(numbers) != 2:
        return None
    return int(years[0]), months.pop(), int(days[0])


def _hour(hour: int, text: str) -> int | None:
    """Return the hour of the day; with a mark for its half, one to twelve are counted twice."""
    half = HALF.search(text)
    evening = half[1].casefold() == "p" if half else bool(EVENING.search(text))
    if not (half or evening or MORNING.search(text)):
        return hour
    if hour > 12 or (half and hour == 0):
        return hour if hour > 12 and evening and not half else None
    return hour % 12 + (12 if evening else 0)

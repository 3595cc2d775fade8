"""Фразы других частей программы. Sentences that other rooms write in English, met again in a report.

Each pair is a template as it is written there and what it says here; what stands for {…} is kept. A sentence that
is not here is not shown in a Russian report: it is counted, and the report says where to read it.
"""

from __future__ import annotations

PHRASES: tuple[tuple[str, str], ...] = (
    # places
    ("Incidents row {n}", "Incidents, строка {n}"),
    ("Incidents rows {n}", "Incidents, строки {n}"),
    ("Days row {n}", "Days, строка {n}"),
    ("message {n}", "сообщение {n}"),
    # time zones
    ("the export shows the phone's own clock; this zone was named for it", "в выгрузке – часы телефона; этот пояс для них назван"),
    (
        "the export shows the phone's own clock; this zone was named for it, by periods",
        "в выгрузке – часы телефона; эти пояса для них названы, по периодам",
    ),
    (
        "the export counts in UTC; this zone was named to show it in",
        "выгрузка считает время по UTC; этот пояс назван для показа",
    ),
    (
        "the export counts in UTC; this zone was named to show it in, by periods",
        "выгрузка считает время по UTC; эти пояса названы для показа, по периодам",
    ),
    ("the export counts in UTC, and no zone was given to show it in", "выгрузка считает время по UTC; пояс для показа не назван"),
    # order of day and month
    ("the year is written first", "год стоит первым"),
    ("chosen by you", "выбрано вами"),
    ("day and month are the same number in every date", "в каждой дате день и месяц – одно и то же число"),
    ("a number above 12 stands where only the day can be", "число больше 12 стоит там, где может быть только день"),
    (
        "a number above 12 stands where only the day can be in {most} dates, against {few}",
        "число больше 12 стоит там, где может быть только день: дат – {most}, против – {few}",
    ),
    (
        "the last number changes from day to day, the first does not",
        "последнее число меняется изо дня в день, первое – нет",
    ),
    ("the dates in the names of attachments agree", "даты в именах вложений совпадают"),
    (
        "read the other way the file would jump back {n} times",
        "при другом прочтении время в файле шло бы назад, раз: {n}",
    ),
    ("read the other way the file would jump back in time", "при другом прочтении время в файле шло бы назад"),
    ("dates with dots are written day first", "даты с точками пишут, начиная со дня"),
    # what to know about an export
    (
        "Exactly {n} messages: the export is probably cut, and earlier ones are missing.",
        "Ровно {n} сообщений: выгрузка, вероятно, обрезана, более ранних сообщений нет.",
    ),
    (
        "{n} characters could not be read and are shown as \ufffd: the file was damaged or re-saved.",
        "Не удалось прочитать знаков: {n}, они показаны как \ufffd; файл повреждён или пересохранён.",
    ),
    ("{n} characters are damaged and are shown as \ufffd.", "Повреждено знаков: {n}, они показаны как \ufffd."),
    (
        "Lines inside messages look like the start of a message and were left there: line {lines}.",
        "Строки внутри сообщений похожи на начало сообщения и оставлены на месте: {lines}.",
    ),
    (
        "The time steps back at line {lines}: a changed clock, or a line typed inside a message.",
        "Время идёт назад в строке {lines}: переведены часы или строка набрана внутри сообщения.",
    ),
    (
        "Disappearing messages were switched on or off in this chat: some may be missing.",
        "В этом чате включали или выключали исчезающие сообщения: часть может отсутствовать.",
    ),
    (
        "{n} of {all} attachments named in the chat did not come with it.",
        "Из вложений, названных в чате ({all}), рядом с ним нет: {n}.",
    ),
    (
        "Pictures, sound or other files that this export does not hold: {n}.",
        "Картинок, звука и других файлов, которых в этой выгрузке нет: {n}.",
    ),
    (
        "Messages marked as deleted, whose words are not in this export: {n}.",
        "Сообщений с пометкой «удалено», слов которых в этой выгрузке нет: {n}.",
    ),
    (
        "No message from {first} to {last}, {n} days: whether there were any is not known.",
        "Ни одного сообщения с {first} по {last}, дней: {n}; были ли они, неизвестно.",
    ),
    (
        "{n} message has other words in {file}, in the same minute and from the same sender: here from line {lines}. Both "
        "are kept as messages of their own. One may have been edited or deleted between the two exports, or a file changed.",
        "В {file} в ту же минуту от того же отправителя сообщений с другими словами: {n}; здесь со строки {lines}. Сохранены "
        "оба. Одно из них могли изменить или удалить между двумя выгрузками, или изменён файл.",
    ),
    (
        "{n} messages have other words in {file}, in the same minute and from the same sender: here from line {lines}. Both "
        "are kept as messages of their own. One may have been edited or deleted between the two exports, or a file changed.",
        "В {file} в ту же минуту от того же отправителя сообщений с другими словами: {n}; здесь со строк {lines}. Сохранены "
        "все. Одно из двух могли изменить или удалить между двумя выгрузками, или изменён файл.",
    ),
    (
        "{n} further files of this export hold no messages and were not read: {names}.",
        "Ещё файлов без сообщений в этой выгрузке: {n}, не прочитаны: {names}.",
    ),
)

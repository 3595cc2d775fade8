"""Копии без имён. What stands in a copy without names; what a terminal says about it is English."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "sharing.somebody": "[кто-то]",
    "sharing.link": "[ссылка]",
    "sharing.e-mail": "[эл. почта]",
    "sharing.handle": "[имя в сети]",
    "sharing.folder": "папка этого компьютера",
    "sharing.file": "[файл]",
    "sharing.account": "[счёт]",
    "sharing.number": "[номер]",
    "sharing.place": "[место]",
    "sharing.export": "выгрузка {platform} {n}",
    "sharing.conversation": "переписка {n}",
    "sharing.own-code": "свой код {n}",
    "sharing.name-of": "{kind} {n}",
    "sharing.kept-back": "по причине, которая остаётся у вас",
    "sharing.exit-plan": "В копии для передачи пропущено.",
    "sharing.sums": "Часовой пояс, суммы файлов",
    "sharing.with-the-case": "вместе с делом, не в копии",
    "sharing.fact": "Имена убраны · копия для: {who}",
    "sharing.footer": "Личное. Имена убраны. Копия для: {who}. {period} · {label}",
}

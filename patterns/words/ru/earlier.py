"""Что изменилось с прошлого отчёта. What changed since the last report."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "earlier.title": "Что изменилось с прошлого отчёта",
    "earlier.first": "Более раннего отчёта этого дела нет, сравнивать не с чем.",
    "earlier.lead": "Предыдущий отчёт был на {on}, за {weeks:неделю|недели|недель}. Что в нём говорилось и что те же правила говорят сейчас.",
    "earlier.caption": "Что говорилось тогда и сейчас",
    "earlier.column.rule": "Правило",
    "earlier.column.then": "Тогда",
    "earlier.column.now": "Сейчас",
    "earlier.stated": "{verdict} ({counts})",
    "earlier.two": "до – {before} за {before_days} дн., после – {after} за {after_days} дн.",
    "earlier.of": "{k} из {n}",
    "earlier.why-title": "Почему изменилось",
    "earlier.new": "{n:запись|записи|записей} с датой после того отчёта.",
    "earlier.late": "Ещё {n:запись|записи|записей} о прежних днях, {n:=внесена|внесены|внесены} позже.",
    "earlier.fewer": "На {n:запись|записи|записей} о прежних днях меньше: убраны, объединены или получили другую дату.",
    "earlier.days": "{n:день|дня|дней} до того отчёта теперь {n:=учтён|учтены|учтены}, а раньше нет.",
    "earlier.days-fewer": "{n:день|дня|дней} до того отчёта больше не {n:=учтён|учтены|учтены}.",
    "earlier.decisions": "Добавлено решений об отрывках: {n}.",
    "earlier.decisions-fewer": "Решений об отрывках меньше на {n}.",
    "earlier.sources": "Добавлено выгрузок: {n}.",
    "earlier.sources-fewer": "Выгрузок меньше на {n}.",
    "earlier.boundaries": "С тех пор сообщено границ или версий: {n}.",
    "earlier.setting": "Изменён порог: {name}, тогда {then}, сейчас {now}.",
    "earlier.nothing": "Ничего из того, по чему считалось, не изменилось.",
}

"""Страница, которая идёт раньше всего. The page that is written before anything else."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "first-look.title": "Сначала посмотрите это",
    "first-look.period": "По журналу и сообщениям до {last:long}",
    "first-look.footer": "Личное. Написано только для вас.",
    "first-look.how-title": "Что можно сделать с каждым из них",
    "first-look.look": "Посмотреть: команда «patterns suggest» запишет их первыми в review.xlsx. Слова там закрыты, пока вы их не откроете. Если хотите, сделайте это, когда рядом кто-то есть.",
    "first-look.later": "Позже: оставьте решение пустым. Ничего не пропадёт, и на этой странице всё останется.",
    "first-look.not": "Не угроза: выберите «no». Ваше решение хранится с датой, второй раз вас не спросят, и ничего не удаляется.",
    "first-look.may": "Отрывок здесь может быть угрозой, а может и не быть: программа видит только слова, не голос и не обстановку. Вы знаете лучше всех.",
    "first-look.also-title": "Более слабые признаки и отрывки о слежке, контроле или давлении",
    "first-look.also": "Сами по себе они не идут первыми; в review.xlsx они среди первых строк.",
    "first-look.also-line": "{on:long}: {code} (сообщение {message})",
    "first-look.also-more": "ещё {n} в review.xlsx",
}

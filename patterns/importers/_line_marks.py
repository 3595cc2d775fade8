"""What LINE writes for itself, in the languages it is mostly used in: names of chats, files, calls, what was unsent."""

from __future__ import annotations

import re
from typing import NamedTuple

MEDIA = {
    "English": "Photo|Photos|Image|Video|Videos|Voice message|Audio|Sticker|Stickers|Emoji|GIF|File|Files|Location"
    "|Contact|Contact info|Gift|Music|Note|Notes|Album|Albums|Link|Poll|Flex Message|null",
    "Chinese": "照片|图片|圖片|影片|视频|語音訊息|语音信息|语音消息|貼圖|贴图|表情貼|檔案|文件|位置"
    "|位置資訊|位置訊息|位置信息|聯絡資訊|联系方式|聯絡人|禮物|礼物|音樂|音乐|記事本|记事本|相簿|相册|投票|連結",
    "Japanese": "写真|画像|動画|ボイスメッセージ|スタンプ|絵文字|ファイル|位置情報|連絡先|プレゼント|音楽"
    "|ミュージック|ノート|アルバム|投票|リンク",
    "Thai": "รูป|รูปภาพ|ภาพ|ภาพถ่าย|วิดีโอ|ข้อความเสียง|สติกเกอร์|ไฟล์|ตำแหน่ง|ตำแหน่งที่ตั้ง|ที่ตั้ง|รายชื่อติดต่อ"
    "|ของขวัญ|เพลง|โน้ต|อัลบั้ม|ลิงก์|โพล",
}
PLACEHOLDER = re.compile(rf"\[({'|'.join(MEDIA.values())})\](?: (.+))?", re.DOTALL)
FILE = {"File", "Files", "檔案", "文件", "ファイル", "ไฟล์"}
CALL = re.compile("\u260e\ufe0f? ?")
UNSENT = re.compile(
    r"(?P<en>.*?) ?unsent a message\.?|Message unsent\.?"
    r"|(?P<zh>.*?) ?已?(?:收回|撤回)了?(?:一[則条條])?(?:訊息|消息)。?"
    r"|(?:(?P<ja>.+)が)?メッセージの送信を取り消しました。?"
    r"|(?P<th>.*?) ?(?:ได้)?ยกเลิก(?:การส่ง)?ข้อความ(?:แล้ว)?"
)
TITLES = (
    re.compile(r"Chat(?: history)? (?:with|in) (?P<name>.+)"),
    re.compile(r"(?P<name>.+?)(?:との|の)トーク(?:履歴)?"),
    re.compile(r"[與与] ?(?P<name>.+?) ?的(?:聊天|對話|对话)(?:[記紀记][錄录])?"),
    re.compile(r"(?P<name>.+?) ?的(?:聊天|對話|对话)(?:[記紀记][錄录])?"),
    re.compile(r'(?:ประวัติ(?:การแชท|การสนทนา|แชท)|แชท) ?(?:กับ|ในกลุ่ม|ใน) ?(?P<quote>"?)(?P<name>.+)(?P=quote)'),
)
BEGIN = "[LINE]"


class Found(NamedTuple):
    """A text told apart: its kind, the person's own words in it, the files it names, and who unsent a message."""

    kind: str
    words: str
    attachments: list[str]
    unsent_by: str = ""


def classify(text: str) -> Found:
    """Tell what a text is: words, something that stands for a file, a call, or the trace of what was unsent."""
    if CALL.match(text):
        return Found("call", "", [])
    held = PLACEHOLDER.fullmatch(text)
    if held:
        return Found("media", "", [held[2]] if held[1] in FILE and held[2] else [])
    return Found("text", text, []) if text else Found("media", "", [])


def unsent(text: str) -> str | None:
    """Return who unsent a message, empty where the line does not say; None where it tells of something else."""
    found = UNSENT.fullmatch(text)
    return None if found is None else next((name for name in found.groups() if name), "")


def title(line: str) -> str:
    """Return what a chat is called, from the first line of its export."""
    rest = line.removeprefix(BEGIN).strip()
    return next((found["name"] for form in TITLES if (found := form.fullmatch(rest))), rest)

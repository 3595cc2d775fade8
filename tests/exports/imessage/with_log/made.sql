-- What export.db holds by itself: one message. 800000000 s after 2001-01-01 00:00 UTC are 9259 days and 22400 s:
-- 9131 days to 2026-01-01, 128 more to 2026-05-09, and 06:13:20 UTC.
CREATE TABLE handle (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT, service TEXT);
CREATE TABLE chat (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, style INTEGER, chat_identifier TEXT, display_name TEXT);
CREATE TABLE message (
  ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, text TEXT, handle_id INTEGER DEFAULT 0,
  date INTEGER, is_from_me INTEGER DEFAULT 0
);
CREATE TABLE chat_message_join (chat_id INTEGER, message_id INTEGER);
CREATE TABLE chat_handle_join (chat_id INTEGER, handle_id INTEGER);
INSERT INTO handle VALUES (1, 'ada@example.org', 'iMessage');
INSERT INTO chat VALUES (1, 45, 'ada@example.org', '');
INSERT INTO chat_handle_join VALUES (1, 1);
INSERT INTO message VALUES (1, 'W1', 'in the file', 1, 800000000000000000, 0);
INSERT INTO chat_message_join VALUES (1, 1);

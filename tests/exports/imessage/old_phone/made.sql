-- What export.db was made from: a phone of 2015. Dates count seconds since 2001-01-01 00:00 UTC;
-- 456000000 s are 5277 days and 67200 s: 5113 days to 2015-01-01, 164 more to 2015-06-14, and 18:40 UTC.
-- There are no columns for archived texts, edits or reactions, no style of a chat, and no table of deleted messages.
CREATE TABLE handle (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT, service TEXT);
CREATE TABLE chat (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT, chat_identifier TEXT, room_name TEXT);
CREATE TABLE message (
  ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, text TEXT, handle_id INTEGER DEFAULT 0,
  date INTEGER, is_from_me INTEGER DEFAULT 0
);
CREATE TABLE chat_message_join (chat_id INTEGER, message_id INTEGER);
CREATE TABLE chat_handle_join (chat_id INTEGER, handle_id INTEGER);
INSERT INTO handle VALUES (1, '+4915550131', 'SMS'), (2, '+4915550132', 'SMS');
INSERT INTO chat VALUES (1, 'SMS;-;+4915550131', '+4915550131', NULL), (2, 'SMS;+;chat7', 'chat7', 'chat7');
INSERT INTO chat_handle_join VALUES (1, 1), (2, 2), (2, 1);
INSERT INTO message VALUES
  (1, 'O1', 'home at nine', 1, 456000000, 0),
  (2, 'O2', 'fine by me', 1, 456000060, 1),
  (3, 'O3', 'who brings the bread?', 2, 456000120, 0),
  (4, 'O4', 'said without a number', 0, 456000180, 0);
INSERT INTO chat_message_join VALUES (1, 1), (1, 2), (2, 3), (1, 4);

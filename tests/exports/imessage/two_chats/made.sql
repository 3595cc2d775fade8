-- What export.db was made from. Dates count nanoseconds since 2001-01-01 00:00 UTC; 795204000 s is 2026-03-14 18:00 UTC:
-- 25 years of 365 days, 6 leap days, and 72 days of 2026 are 9203 days, or 795139200 s; 18 hours are 64800 s.
-- An archived text begins with the same bytes each time, then comes its length, then the text.
CREATE TABLE handle (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, country TEXT, service TEXT NOT NULL);
CREATE TABLE chat (
  ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT, style INTEGER, chat_identifier TEXT, service_name TEXT,
  room_name TEXT, display_name TEXT
);
CREATE TABLE message (
  ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, text TEXT, subject TEXT,
  handle_id INTEGER DEFAULT 0, attributedBody BLOB, service TEXT, error INTEGER DEFAULT 0, date INTEGER,
  is_from_me INTEGER DEFAULT 0, item_type INTEGER DEFAULT 0, other_handle INTEGER DEFAULT 0, group_title TEXT,
  group_action_type INTEGER DEFAULT 0, share_status INTEGER DEFAULT 0, associated_message_guid TEXT,
  associated_message_type INTEGER DEFAULT 0, balloon_bundle_id TEXT, message_summary_info BLOB,
  date_retracted INTEGER DEFAULT 0, date_edited INTEGER DEFAULT 0, associated_message_emoji TEXT
);
CREATE TABLE chat_message_join (chat_id INTEGER, message_id INTEGER, message_date INTEGER DEFAULT 0,
  PRIMARY KEY (chat_id, message_id));
CREATE TABLE chat_recoverable_message_join (chat_id INTEGER, message_id INTEGER, delete_date INTEGER,
  PRIMARY KEY (chat_id, message_id));
CREATE TABLE chat_handle_join (chat_id INTEGER, handle_id INTEGER);
CREATE TABLE attachment (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT, filename TEXT, transfer_name TEXT);
CREATE TABLE message_attachment_join (message_id INTEGER, attachment_id INTEGER);

INSERT INTO handle (ROWID, id, service) VALUES
  (1, '+4915550177', 'iMessage'), (2, 'lee@example.org', 'iMessage'), (3, '+4915550188', 'SMS'), (4, '+4915550177', 'SMS');
INSERT INTO chat (ROWID, guid, style, chat_identifier, service_name, room_name, display_name) VALUES
  (1, 'iMessage;-;+4915550177', 45, '+4915550177', 'iMessage', NULL, ''),
  (2, 'iMessage;+;chat900', 43, 'chat900', 'iMessage', 'chat900', 'Sunday walk'),
  (3, 'SMS;-;+4915550177', 45, '+4915550177', 'SMS', NULL, ''),
  (4, 'iMessage;+;chat901', 43, 'chat901', 'iMessage', 'chat901', NULL);
INSERT INTO chat_handle_join VALUES (1, 1), (2, 1), (2, 2), (3, 4), (4, 2), (4, 1);
INSERT INTO attachment (ROWID, filename, transfer_name) VALUES
  (1, '~/Library/Messages/Attachments/ab/11/IMG_2001.HEIC', 'IMG_2001.HEIC'),
  (2, '~/Library/Messages/Attachments/cd/12/IMG_2002.HEIC', 'IMG_2002.HEIC'),
  (3, '~/Library/Messages/Attachments/cd/13/Audio Message.caf', NULL),
  (4, '~/Library/Messages/Attachments/cd/14/5F0.pluginPayloadAttachment', '5F0.pluginPayloadAttachment');

CREATE TABLE archive (start BLOB);
INSERT INTO archive VALUES (x'040b73747265616d747970656481e803840140848484124e5341747472696275746564537472696e67008484084e534f626a656374008592848484084e53537472696e67019484012b');

INSERT INTO message (ROWID, guid, date, handle_id, is_from_me, service, text) VALUES
  (1, 'A1', 795204000000000000, 1, 0, 'iMessage', 'are you home?'),
  (6, 'A6', 795204300000000000, 1, 0, 'iMessage', '￼look at this '),
  (7, 'A7', 795204360000000000, 1, 1, 'iMessage', '￼￼'),
  (17, 'S1', 795204960123456789, 4, 0, 'SMS', 'still there?'),
  (19, 'D1', 795205080000000000, 1, 0, 'iMessage', 'forget it'),
  (21, 'X1', 795205200000000000, 1, 0, 'iMessage', ''),
  (22, 'X2', 0, 1, 0, 'iMessage', 'without a time'),
  (12, 'B3', 795204660000000000, 2, 0, 'iMessage', 'line one' || char(10) || 'line two' || char(8232) || 'end'),
  (16, 'N1', 795204900000000000, 3, 0, 'SMS', 'who is this?'),
  (27, 'C1', 795205560000000000, 0, 0, 'iMessage', 'no name on it');
-- 22 letters; 150 letters: one byte tells no length above 127, so 81 and two bytes do
INSERT INTO message (ROWID, guid, date, handle_id, is_from_me, service, attributedBody)
  SELECT 2, 'A2', 795204060000000000, 1, 1, 'iMessage', CAST(start || x'16' || 'On my way, ten minutes' || x'8686' AS BLOB) FROM archive;
INSERT INTO message (ROWID, guid, date, handle_id, is_from_me, service, attributedBody)
  SELECT 24, 'A24', 795205380000000000, 1, 0, 'iMessage', CAST(start || x'819600' ||
    'I waited until nine and then I walked, it was raining the whole way and the bus was early, so next time please just write me before I leave the house!' ||
    x'8686' AS BLOB) FROM archive;
INSERT INTO message (ROWID, guid, date, handle_id, is_from_me, service, attributedBody) VALUES
  (26, 'A26', 795205500000000000, 1, 0, 'iMessage', x'040b73747265616d74797065648100');
INSERT INTO message (ROWID, guid, date, handle_id, is_from_me, service, text, error) VALUES
  (25, 'A25', 795205440000000000, 1, 1, 'iMessage', 'I will write', 22);
-- reactions: loved; liked, and that taken back; an emoji; to a message that is not here
INSERT INTO message (ROWID, guid, date, handle_id, is_from_me, text, associated_message_guid, associated_message_type, associated_message_emoji) VALUES
  (3, 'A3', 795204120000000000, 1, 1, 'Loved “are you home?”', 'p:0/A1', 2000, NULL),
  (4, 'A4', 795204180000000000, 1, 0, 'Liked “On my way, ten minutes”', 'p:0/A2', 2001, NULL),
  (5, 'A5', 795204240000000000, 1, 0, 'Removed a like from “On my way, ten minutes”', 'p:0/A2', 3001, NULL),
  (18, 'A18', 795205020000000000, 1, 0, 'Liked “gone”', 'bp:ZZ', 2001, NULL),
  (23, 'A23', 795205320000000000, 2, 0, 'Reacted 🫶 to “line one”', 'p:0/B3', 2006, '🫶'),
  (28, 'A28', 795205620000000000, 1, 0, 'Laughed at a link', 'bp:A15', 2003, NULL);
-- edited once: "See you at seven", then "See you at eight"; unsent as a whole
INSERT INTO message (ROWID, guid, date, handle_id, is_from_me, text, date_edited, message_summary_info) VALUES
  (8, 'A8', 795204420000000000, 1, 1, 'See you at eight', 795204450000000000, x'62706c6973743030d20102030e526563536f7472d104055130a2060bd20708090a516451742341c7b2eda20000004f105c040b73747265616d747970656481e803840140848484124e5341747472696275746564537472696e67008484084e534f626a656374008592848484084e53537472696e67019484012b1053656520796f7520617420736576656e8686d207080c0d2341c7b2edb10000004f105c040b73747265616d747970656481e803840140848484124e5341747472696275746564537472696e67008484084e534f626a656374008592848484084e53537472696e67019484012b1053656520796f752061742065696768748686d1040fd210111213526c65526c6f101010000008000d0010001400170019001c002100230025002e008d0092009b00fa00fd010201050108010a000000000000020100000000000000140000000000000000000000000000010c'),
  (9, 'A9', 795204480000000000, 1, 0, NULL, 795204500000000000, x'62706c6973743030d20102030a536f7472527270d104055130d206070809526c65526c6f10091000a109080d111417191e212426280000000000000101000000000000000b0000000000000000000000000000002a');
-- added, named, left; a call
INSERT INTO message (ROWID, guid, date, handle_id, is_from_me, item_type, group_action_type, other_handle, group_title) VALUES
  (10, 'B1', 795204540000000000, 1, 0, 1, 0, 2, NULL),
  (11, 'B2', 795204600000000000, 0, 1, 2, 0, 0, 'Sunday walk'),
  (13, 'B4', 795204720000000000, 2, 0, 3, 0, 0, NULL),
  (20, 'A20', 795205140000000000, 1, 1, 6, 0, 0, NULL);
-- a game; a link, with the picture of its page
INSERT INTO message (ROWID, guid, date, handle_id, is_from_me, text, balloon_bundle_id) VALUES
  (14, 'A14', 795204780000000000, 1, 0, '￼', 'com.apple.messages.MSMessageExtensionBalloonPlugin:0000000000:org.example.boardgame'),
  (15, 'A15', 795204840000000000, 1, 1, 'https://example.org/walk', 'com.apple.messages.URLBalloonProvider');
DROP TABLE archive;

INSERT INTO chat_message_join (chat_id, message_id) VALUES
  (1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (1, 6), (1, 7), (1, 8), (1, 9), (2, 10), (2, 11), (2, 12), (2, 13), (1, 14),
  (1, 15), (3, 17), (1, 18), (1, 20), (1, 21), (1, 22), (2, 23), (1, 24), (1, 25), (1, 26), (4, 27), (1, 28);
INSERT INTO chat_recoverable_message_join VALUES (1, 19, 795205200000000000);
INSERT INTO message_attachment_join VALUES (6, 1), (7, 3), (7, 2), (15, 4);

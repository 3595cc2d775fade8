-- What only export.db-wal holds: a second message, and other words for the first.
INSERT INTO message VALUES (2, 'W2', 'only in the log', 1, 800000060000000000, 1);
INSERT INTO chat_message_join VALUES (1, 2);
UPDATE message SET text = 'in the file, and changed in the log' WHERE ROWID = 1;

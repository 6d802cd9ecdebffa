CREATE TABLE receipts (
	id       TEXT PRIMARY KEY,
	at       INTEGER NOT NULL, -- milliseconds since 1970, UTC
	question TEXT NOT NULL,    -- empty: it was private
	form     TEXT NOT NULL,
	status   TEXT NOT NULL,
	snapshot TEXT NOT NULL,
	model    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX receipts_at ON receipts (at);
CREATE TABLE citations (
	receipt  TEXT NOT NULL REFERENCES receipts (id) ON DELETE CASCADE,
	n        INTEGER NOT NULL,
	document TEXT NOT NULL,
	passage  TEXT NOT NULL,
	digest   TEXT NOT NULL,    -- of the document's text, in which these count bytes:
	start    INTEGER NOT NULL,
	"end"    INTEGER NOT NULL,
	PRIMARY KEY (receipt, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX citations_document ON citations (document);
ALTER TABLE receipts ADD COLUMN understood TEXT NOT NULL DEFAULT '';
ALTER TABLE receipts ADD COLUMN language   TEXT NOT NULL DEFAULT '';
ALTER TABLE receipts ADD COLUMN cause      TEXT NOT NULL DEFAULT '';
ALTER TABLE receipts ADD COLUMN verdict    TEXT NOT NULL DEFAULT '';
ALTER TABLE receipts ADD COLUMN prompts    TEXT NOT NULL DEFAULT '';
ALTER TABLE receipts ADD COLUMN sent       INTEGER NOT NULL DEFAULT 0; -- tokens
ALTER TABLE receipts ADD COLUMN replied    INTEGER NOT NULL DEFAULT 0; -- tokens
ALTER TABLE receipts ADD COLUMN asker      BLOB;                       -- NULL: unknown, or forgotten
CREATE INDEX receipts_asker ON receipts (asker);
CREATE TABLE sentences (
	receipt   TEXT NOT NULL REFERENCES receipts (id) ON DELETE CASCADE,
	n         INTEGER NOT NULL,
	text      TEXT NOT NULL,
	copied    INTEGER NOT NULL, -- number of a citation, or 0
	citations TEXT NOT NULL,    -- numbers, as a JSON array
	repaired  INTEGER NOT NULL, -- 0 or 1
	PRIMARY KEY (receipt, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE withheld (
	receipt TEXT NOT NULL REFERENCES receipts (id) ON DELETE CASCADE,
	n       INTEGER NOT NULL,
	text    TEXT NOT NULL,
	why     TEXT NOT NULL,
	PRIMARY KEY (receipt, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE offered (
	receipt  TEXT NOT NULL REFERENCES receipts (id) ON DELETE CASCADE,
	n        INTEGER NOT NULL,
	document TEXT NOT NULL,
	passage  TEXT NOT NULL,
	digest   TEXT NOT NULL,
	PRIMARY KEY (receipt, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE turns (
	id           INTEGER PRIMARY KEY, -- the order in which they came
	conversation BLOB NOT NULL,
	asker        BLOB NOT NULL,
	at           INTEGER NOT NULL,
	question     TEXT NOT NULL,
	language     TEXT NOT NULL
) STRICT;
CREATE INDEX turns_of ON turns (asker, conversation, id);
CREATE INDEX turns_at ON turns (at);
CREATE TABLE turn_documents (
	turn     INTEGER NOT NULL REFERENCES turns (id) ON DELETE CASCADE,
	n        INTEGER NOT NULL,
	document TEXT NOT NULL,
	PRIMARY KEY (turn, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE feedback (
	id       INTEGER PRIMARY KEY,
	receipt  TEXT NOT NULL,
	asker    BLOB,              -- NULL: forgotten
	at       INTEGER NOT NULL,
	kind     TEXT NOT NULL,
	citation INTEGER NOT NULL,  -- 0: the whole answer
	text     TEXT NOT NULL,
	UNIQUE (receipt, asker, citation)
) STRICT;
CREATE INDEX feedback_at ON feedback (at);
CREATE INDEX feedback_asker ON feedback (asker);
CREATE TABLE spending (
	day    TEXT NOT NULL,       -- YYYY-MM-DD, UTC
	asker  BLOB NOT NULL,
	tokens INTEGER NOT NULL,
	PRIMARY KEY (day, asker)
) STRICT, WITHOUT ROWID;
CREATE TABLE keys (
	key BLOB PRIMARY KEY,
	at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX keys_at ON keys (at);
INSERT INTO receipts (id, at, question, form, status, snapshot, model, understood, language, cause, verdict, prompts, sent, replied, asker) VALUES
	('k3m5pq7xwa', 1772712000007, '轮渡收费呢？', 'factcheck', 'partial', 'snapshot-1', 'model-1',
	'轮渡收费的上限是多少？', 'zh', 'partly', 'supported', '0a1b2c3d', 900, 80, x'eb8363118c4a6401472f33478de570cfc03a6983a219cbe448b4c0a2b4b86fd1');
INSERT INTO citations VALUES ('k3m5pq7xwa', 1, 'ferries', 'ferries-1', '0f0f', 24, 79);
INSERT INTO sentences VALUES ('k3m5pq7xwa', 1, '上限为9元。', 0, '[1]', 1), ('k3m5pq7xwa', 2, '', 1, '[1]', 0);
INSERT INTO withheld VALUES ('k3m5pq7xwa', 1, '上限为11元。', 'number: 11元');
INSERT INTO offered VALUES ('k3m5pq7xwa', 1, 'ferries', 'ferries-1', '0f0f');
INSERT INTO turns VALUES (1, x'7ff229aa9b9383d4b53a24c4a697bcf2acfd1229f861b69c0e14176c5a444440', x'eb8363118c4a6401472f33478de570cfc03a6983a219cbe448b4c0a2b4b86fd1', 1772712000007, '轮渡收费的上限是多少？', 'zh');
INSERT INTO turn_documents VALUES (1, 0, 'ferries');
INSERT INTO feedback VALUES (1, 'k3m5pq7xwa', x'eb8363118c4a6401472f33478de570cfc03a6983a219cbe448b4c0a2b4b86fd1', 1772712060000, 'bad', 1, 'not the fee');
INSERT INTO spending VALUES ('2026-03-05', x'eb8363118c4a6401472f33478de570cfc03a6983a219cbe448b4c0a2b4b86fd1', 980);
INSERT INTO keys VALUES (x'7dc6c5d581dff4e632cc87691fa18ae02692a87869f24c61c81fabe3082e6945', 1772712000007);
CREATE TABLE posts (
	receipt TEXT PRIMARY KEY,
	at      INTEGER NOT NULL,
	channel TEXT NOT NULL,
	asker   BLOB                -- NULL: unknown, or forgotten
) STRICT, WITHOUT ROWID;
CREATE INDEX posts_at ON posts (at);
CREATE INDEX posts_asker ON posts (asker);
CREATE TABLE post_messages (
	receipt TEXT NOT NULL REFERENCES posts (receipt) ON DELETE CASCADE,
	n       INTEGER NOT NULL,
	message TEXT NOT NULL,
	PRIMARY KEY (receipt, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_messages_message ON post_messages (message);
CREATE TABLE corrections (
	receipt   TEXT PRIMARY KEY,
	at        INTEGER NOT NULL,
	question  TEXT NOT NULL,    -- empty: it was private, or the receipt has it no more
	same      BLOB,             -- a keyed digest of bot.SameQuestion; NULL: there is none
	language  TEXT NOT NULL,
	text      TEXT NOT NULL,
	document  TEXT NOT NULL,
	passage   TEXT NOT NULL,
	digest    TEXT NOT NULL,    -- of the document's text, in which these count bytes:
	start     INTEGER NOT NULL,
	"end"     INTEGER NOT NULL,
	moderator BLOB              -- NULL: forgotten
) STRICT, WITHOUT ROWID;
CREATE INDEX corrections_same ON corrections (same, at);
CREATE INDEX corrections_moderator ON corrections (moderator);
INSERT INTO posts VALUES ('k3m5pq7xwa', 1772712000007, '1001', NULL);
INSERT INTO post_messages VALUES ('k3m5pq7xwa', 0, '2001');
INSERT INTO corrections VALUES ('k3m5pq7xwa', 1772712060000, '轮渡收费的上限是多少？', X'98aa616eaf85938b4c8eed0c51064a485d7625288b4dd5c0187d4aa65c62f385', 'zh', '上限为10元。', 'ferries', 'ferries-1', '0f0f', 24, 79, NULL);
PRAGMA user_version = 3;

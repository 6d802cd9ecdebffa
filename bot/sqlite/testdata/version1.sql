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
INSERT INTO receipts VALUES
	('k3m5pq7xwa', 1772712000007, '轮渡收费的上限是多少？', 'answer', 'answered', 'snapshot-1', 'extractive'),
	('bbbbbbbbbb', 1772715600000, '', 'answer', 'refused', 'snapshot-1', 'extractive');
INSERT INTO citations VALUES
	('k3m5pq7xwa', 1, 'ferries', 'ferries-1', '0f0f', 24, 79),
	('k3m5pq7xwa', 2, 'pier', 'pier-1', '0e0e', 12, 40);
PRAGMA user_version = 1;

-- Runs, records and findings are written once; what reviewers say is appended to `event` and never changed.
-- No text of a record is kept anywhere: findings arrive masked.

CREATE TABLE store (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    version TEXT NOT NULL,
    rules_digest TEXT NOT NULL,
    as_of TEXT NOT NULL,
    paths BLOB NOT NULL,          -- JSON
    rules BLOB NOT NULL,          -- JSON
    catalogue BLOB NOT NULL,      -- JSON
    folder TEXT NOT NULL,         -- where relative paths start
    request BLOB,                 -- how the inputs were read (JSON)
    started TEXT NOT NULL,
    records INTEGER NOT NULL DEFAULT 0,
    findings INTEGER NOT NULL DEFAULT 0,
    ended INTEGER NOT NULL DEFAULT 0,
    summary BLOB,                 -- JSON
    seal BLOB                     -- over the seals of its records, when it has ended
);

CREATE TABLE record (
    row INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES run (id),
    record TEXT NOT NULL,
    path BLOB NOT NULL,           -- UTF-8; bytes of names that are none are kept
    member BLOB,
    table_row INTEGER,
    line INTEGER,
    size INTEGER NOT NULL,
    date TEXT,
    orders BLOB,                  -- JSON
    level TEXT,
    hidden BLOB NOT NULL,         -- JSON: half-open spans
    digest BLOB,                  -- HMAC-SHA256 of the text
    gaps BLOB NOT NULL,           -- JSON
    rest BLOB NOT NULL,           -- JSON: set aside, failed, not judged, pages, marks
    seal BLOB NOT NULL            -- SHA-256 over this record and its findings
);
CREATE INDEX record_of_run ON record (run, row);

-- Narrow, so that filtering and sorting a whole run reads little; the words are in `said`.
CREATE TABLE finding (
    row INTEGER PRIMARY KEY,
    run INTEGER NOT NULL,
    record_row INTEGER NOT NULL,
    key TEXT NOT NULL,
    rule TEXT NOT NULL,
    severity INTEGER NOT NULL,    -- 3 error, 2 warning, 1 note
    confidence INTEGER NOT NULL,  -- 3 high, 2 medium, 1 low
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    line INTEGER NOT NULL,
    "column" INTEGER NOT NULL,
    page INTEGER,
    paragraph INTEGER,
    date TEXT,                    -- the record's, to sort by
    -- a copy of the finding's head, so that lists need no join
    seq INTEGER,
    state TEXT NOT NULL DEFAULT 'open',
    decision TEXT,
    first_by TEXT,
    second_by TEXT,
    noted INTEGER NOT NULL DEFAULT 0,
    assigned TEXT
);
CREATE UNIQUE INDEX finding_key ON finding (key, run);
CREATE INDEX finding_queue ON finding (run, state, severity DESC, record_row, start);
CREATE INDEX finding_rule ON finding (run, rule, state, decision, severity);
CREATE INDEX finding_date ON finding (run, date);
CREATE INDEX finding_run ON finding (run);
CREATE INDEX finding_record ON finding (record_row);

CREATE TABLE said (
    row INTEGER PRIMARY KEY REFERENCES finding (row),
    name TEXT NOT NULL,
    message TEXT NOT NULL,
    body BLOB NOT NULL            -- the finding as JSON, without its place
);

CREATE TABLE event (
    seq INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    session TEXT NOT NULL,
    at TEXT NOT NULL,
    value TEXT,
    detail TEXT,
    note TEXT,
    "group" TEXT,
    undoes INTEGER,
    start INTEGER,
    "end" INTEGER,
    prev INTEGER,
    digest TEXT NOT NULL
);
CREATE INDEX event_key ON event (key, seq);
CREATE INDEX event_reviewer ON event (reviewer, seq);

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN
    SELECT RAISE (ABORT, 'events are never changed');
END;
CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
BEGIN
    SELECT RAISE (ABORT, 'events are never deleted');
END;
-- Also keeps INSERT OR REPLACE from replacing one: that fires no trigger of DELETE.
CREATE TRIGGER event_follows_the_last BEFORE INSERT ON event
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM event)
BEGIN
    SELECT RAISE (ABORT, 'events are only appended');
END;

-- A cache: `Store.rebuild` makes it anew from the events.
CREATE TABLE head (
    key TEXT PRIMARY KEY,
    seq INTEGER,
    state TEXT NOT NULL,
    decision TEXT,
    first_by TEXT,
    second_by TEXT,
    noted INTEGER NOT NULL,
    assigned TEXT,
    body BLOB NOT NULL            -- JSON
) WITHOUT ROWID;

-- A reviewer's desk: convenience, no evidence.
CREATE TABLE bookmark (
    reviewer TEXT PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE draft (
    reviewer TEXT NOT NULL,
    key TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (reviewer, key)
) WITHOUT ROWID;
CREATE TABLE mark (
    reviewer TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (reviewer, key)
) WITHOUT ROWID;
CREATE TABLE lease (
    record_row INTEGER NOT NULL,
    reviewer TEXT NOT NULL,
    until TEXT NOT NULL,
    PRIMARY KEY (record_row, reviewer)
) WITHOUT ROWID;

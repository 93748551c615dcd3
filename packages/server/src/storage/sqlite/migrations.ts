import type { Migration } from "../migrations.ts";

export const SQLITE_MIGRATIONS: readonly Migration[] = [
  {
    name: "streams, events, deadlines, rooms",
    sql: `
      CREATE TABLE streams (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        epoch TEXT NOT NULL UNIQUE,
        head INTEGER NOT NULL,
        messages INTEGER NOT NULL DEFAULT 0,
        last_at INTEGER
      ) STRICT;

      CREATE TABLE snapshots (
        stream INTEGER PRIMARY KEY REFERENCES streams (id),
        seq INTEGER NOT NULL,
        state TEXT NOT NULL
      ) STRICT;

      -- The id is stream * 2^32 + seq: rows of a stream lie together, so that a page of history is one range read,
      -- and an integer key is half the work of a key of two columns.
      CREATE TABLE events (
        id INTEGER PRIMARY KEY,
        stream INTEGER NOT NULL REFERENCES streams (id),
        actor TEXT NOT NULL,
        key TEXT,
        print INTEGER,
        target INTEGER,
        body TEXT NOT NULL,
        now TEXT
      ) STRICT;

      -- Keys are UUIDv7: with the key first, new entries land on the same few pages.
      CREATE UNIQUE INDEX events_once ON events (key, actor, stream) WHERE key IS NOT NULL;
      CREATE INDEX events_target ON events (stream, target) WHERE target IS NOT NULL;

      -- What time will do to a stream, and when: a server that was down at that moment finds it here.
      CREATE TABLE deadlines (
        stream INTEGER PRIMARY KEY REFERENCES streams (id),
        at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX deadlines_at ON deadlines (at);

      CREATE TABLE rooms (
        id TEXT PRIMARY KEY,
        stream INTEGER NOT NULL UNIQUE REFERENCES streams (id),
        kind TEXT NOT NULL,
        title TEXT NOT NULL,
        description TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        closed INTEGER NOT NULL,
        listed INTEGER NOT NULL,
        member_count INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX rooms_listed ON rooms (id) WHERE listed = 1 AND closed = 0;
      CREATE INDEX rooms_of_kind ON rooms (kind, created_at) WHERE closed = 0;
    `,
  },
  {
    name: "accounts, identities, sessions",
    sql: `
      CREATE TABLE accounts (
        id TEXT PRIMARY KEY,
        username TEXT UNIQUE,
        name TEXT NOT NULL,
        avatar TEXT,
        password TEXT,
        created_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE identities (
        issuer TEXT NOT NULL,
        subject TEXT NOT NULL,
        account TEXT NOT NULL REFERENCES accounts (id),
        PRIMARY KEY (issuer, subject)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE sessions (
        hash TEXT PRIMARY KEY,
        account TEXT NOT NULL REFERENCES accounts (id),
        created_at INTEGER NOT NULL,
        expires_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX sessions_of_account ON sessions (account, created_at);
      CREATE INDEX sessions_expire ON sessions (expires_at);
    `,
  },
  {
    name: "kinds",
    sql: `
      CREATE TABLE kinds (
        name TEXT PRIMARY KEY,
        version INTEGER NOT NULL,
        document TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    name: "what accounts are granted",
    sql: `
      ALTER TABLE accounts ADD COLUMN roles TEXT NOT NULL DEFAULT '[]';
      ALTER TABLE accounts ADD COLUMN interests TEXT NOT NULL DEFAULT '[]';
      ALTER TABLE sessions ADD COLUMN role TEXT;
    `,
  },
  {
    name: "the queues that rooms came from",
    sql: `
      ALTER TABLE rooms ADD COLUMN queue TEXT;
      -- Said by their first events.
      UPDATE rooms SET queue = events.body ->> '$.data.about.queue' FROM events
      WHERE events.id = (rooms.stream << 32) + 1 AND events.body ->> '$.data.about.queue' IS NOT NULL;
    `,
  },
];

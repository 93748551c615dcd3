import type { Migration } from "../migrations.ts";
import { APPEND_FUNCTION } from "./append-function.ts";
import { TURN_FUNCTIONS } from "./take-turn.ts";

/** Everything lies in a schema of its own, so that a database may be shared with the host app. */
export const POSTGRES_MIGRATIONS: readonly Migration[] = [
  {
    name: "streams, events, deadlines, rooms",
    // Names sort by their bytes on every server: it is the order in which locks are taken.
    sql: `
      CREATE TABLE parlor.streams (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        name text COLLATE "C" NOT NULL UNIQUE,
        epoch text COLLATE "C" NOT NULL,
        head bigint NOT NULL,
        messages bigint NOT NULL DEFAULT 0,
        last_at bigint
      ) WITH (fillfactor = 50);
      CREATE INDEX streams_epoch ON parlor.streams (epoch);

      CREATE TABLE parlor.snapshots (
        stream bigint PRIMARY KEY,
        seq bigint NOT NULL,
        state text NOT NULL
      );

      -- Without foreign keys: each would cost a look per event, and only append() writes here.
      CREATE TABLE parlor.events (
        stream bigint NOT NULL,
        seq bigint NOT NULL,
        print bigint,
        target bigint,
        actor text COLLATE "C" NOT NULL,
        key text COLLATE "C",
        body text NOT NULL,
        now text,
        PRIMARY KEY (stream, seq)
      );

      -- Keys are UUIDv7: with the key first, new entries land on the same few pages.
      CREATE UNIQUE INDEX events_once ON parlor.events (key, actor, stream) WHERE key IS NOT NULL;
      CREATE INDEX events_target ON parlor.events (stream, target) WHERE target IS NOT NULL;

      CREATE TABLE parlor.deadlines (
        stream bigint PRIMARY KEY,
        at bigint NOT NULL
      );
      CREATE INDEX deadlines_at ON parlor.deadlines (at);

      CREATE TABLE parlor.rooms (
        id text COLLATE "C" PRIMARY KEY,
        stream bigint NOT NULL UNIQUE,
        kind text NOT NULL,
        title text NOT NULL,
        description text NOT NULL,
        created_at bigint NOT NULL,
        closed boolean NOT NULL,
        listed boolean NOT NULL,
        member_count bigint NOT NULL
      ) WITH (fillfactor = 70);
      CREATE INDEX rooms_listed ON parlor.rooms (id) WHERE listed AND NOT closed;
      CREATE INDEX rooms_of_kind ON parlor.rooms (kind, created_at) WHERE NOT closed;
    `,
  },
  { name: "append", sql: APPEND_FUNCTION },
  { name: "turns", sql: TURN_FUNCTIONS },
  {
    name: "kinds",
    sql: `
      CREATE TABLE parlor.kinds (
        name text COLLATE "C" PRIMARY KEY,
        version bigint NOT NULL,
        document text NOT NULL
      );
    `,
  },
  {
    name: "accounts, identities, sessions, secrets",
    sql: `
      CREATE TABLE parlor.accounts (
        id text COLLATE "C" PRIMARY KEY,
        username text COLLATE "C" UNIQUE,
        name text NOT NULL,
        avatar text,
        password text,
        created_at bigint NOT NULL
      );

      CREATE TABLE parlor.identities (
        issuer text COLLATE "C" NOT NULL,
        subject text COLLATE "C" NOT NULL,
        -- Not checked by the database: both are made by one statement.
        account text COLLATE "C" NOT NULL,
        PRIMARY KEY (issuer, subject)
      );

      CREATE TABLE parlor.sessions (
        hash text COLLATE "C" PRIMARY KEY,
        account text COLLATE "C" NOT NULL,
        created_at bigint NOT NULL,
        expires_at bigint NOT NULL
      );
      CREATE INDEX sessions_of_account ON parlor.sessions (account, created_at);
      CREATE INDEX sessions_expire ON parlor.sessions (expires_at);

      CREATE TABLE parlor.secrets (name text PRIMARY KEY, secret text NOT NULL);
    `,
  },
  {
    name: "moves",
    sql: `
      -- Data that came, or is coming, from somebody's data folder.
      CREATE TABLE parlor.moves (id text PRIMARY KEY, done boolean NOT NULL DEFAULT false);
    `,
  },
  {
    name: "catalogs",
    // An import never changes; another one takes its place.
    sql: `
      CREATE TABLE parlor.catalogs (
        name text COLLATE "C" PRIMARY KEY,
        import text COLLATE "C" NOT NULL,
        size bigint NOT NULL
      );

      CREATE TABLE parlor.catalog_items (
        import text COLLATE "C" NOT NULL,
        row int NOT NULL,
        id text COLLATE "C" NOT NULL,
        item text NOT NULL,
        PRIMARY KEY (import, row)
      );
      CREATE INDEX catalog_items_id ON parlor.catalog_items (import, id);
    `,
  },
  {
    name: "what accounts are granted",
    sql: `
      ALTER TABLE parlor.accounts ADD COLUMN roles text NOT NULL DEFAULT '[]';
      ALTER TABLE parlor.accounts ADD COLUMN interests text NOT NULL DEFAULT '[]';
      ALTER TABLE parlor.sessions ADD COLUMN role text;
    `,
  },
  {
    name: "signing book",
    // Of no worth after a crash, and written all the time.
    sql: "CREATE UNLOGGED TABLE parlor.servers (id text PRIMARY KEY, signed_at timestamptz NOT NULL)",
  },
  {
    name: "the queues that rooms came from",
    // Said by their first events; from now on append() writes them down.
    sql: `
      ALTER TABLE parlor.rooms ADD COLUMN queue text;
      UPDATE parlor.rooms SET queue = events.body::json #>> '{data,about,queue}' FROM parlor.events
      WHERE events.stream = rooms.stream AND seq = 1 AND events.body::json #>> '{data,about,queue}' IS NOT NULL;
      ${APPEND_FUNCTION};
    `,
  },
];

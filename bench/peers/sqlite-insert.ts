import { Database } from "bun:sqlite";
import { join } from "node:path";
import { messageText } from "../src/message-text.ts";

const ROWS_PER_TRANSACTION = 100;
const seconds = Number(process.env["SECONDS"]);
const textBytes = Number(process.env["TEXT_BYTES"]);

/** The floor of storing: rows of a message's shape in one table, each transaction on the disk before the next begins. */
const db = new Database(join(process.env["FOLDER"] ?? ".", "insert.sqlite"), { create: true });
db.run("PRAGMA journal_mode = WAL");
db.run("PRAGMA synchronous = FULL");
db.run(
  "CREATE TABLE events (room INTEGER, seq INTEGER, at INTEGER, actor TEXT, key TEXT, body TEXT, PRIMARY KEY (room, seq)) WITHOUT ROWID",
);

const insert = db.prepare("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)");
const body = JSON.stringify({ text: messageText(textBytes) });
let rows = 0;

const insertBatch = db.transaction(() => {
  for (let n = 0; n < ROWS_PER_TRANSACTION; n += 1, rows += 1) {
    insert.run(rows % 50, Math.floor(rows / 50), Date.now(), `user-${rows % 100}`, `0190-${rows}`, body);
  }
});

const startedAt = performance.now();
while (performance.now() - startedAt < seconds * 1000) insertBatch();
const tookSeconds = (performance.now() - startedAt) / 1000;
db.close();

process.stdout.write(JSON.stringify({ sendsPerSecond: rows / tookSeconds }));

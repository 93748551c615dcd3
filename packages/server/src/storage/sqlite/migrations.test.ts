import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { SQLITE_MIGRATIONS } from "./migrations.ts";

test("rooms that were there before rooms knew their queue know it afterwards", () => {
  const db = new Database(":memory:");
  const step = SQLITE_MIGRATIONS.findIndex(({ name }) => name === "the queues that rooms came from");
  for (const { sql } of SQLITE_MIGRATIONS.slice(0, step)) db.run(sql);
  for (const [stream, room, about] of [
    [7, "asked", { queue: "help", request: "asked" }],
    [8, "talk", undefined],
  ] as const) {
    const first = JSON.stringify({ seq: 1, type: "room_created", data: { kind: {}, title: "", about } });
    db.run("INSERT INTO streams (id, name, epoch, head) VALUES (?, ?, ?, 2)", [stream, `room:${room}`, `e${stream}`]);
    db.run("INSERT INTO events (id, stream, actor, body) VALUES ((?1 << 32) + 1, ?1, 'parlor', ?2)", [stream, first]);
    // Who says so in their message is not believed.
    const said = JSON.stringify({ seq: 2, type: "message_posted", data: { about: { queue: "said" } } });
    db.run("INSERT INTO events (id, stream, actor, body) VALUES ((?1 << 32) + 2, ?1, 'ana', ?2)", [stream, said]);
    db.run("INSERT INTO rooms VALUES (?, ?, 'helpdesk', '', '', 1, 1, 0, 2)", [room, stream]);
  }

  db.run(SQLITE_MIGRATIONS[step]?.sql ?? "");
  expect(db.query("SELECT id, queue FROM rooms ORDER BY id").all()).toEqual([
    { id: "asked", queue: "help" },
    { id: "talk", queue: null },
  ]);
  db.close();
});

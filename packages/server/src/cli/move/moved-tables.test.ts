import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { SQLITE_MIGRATIONS } from "../../storage/sqlite/migrations.ts";
import { MOVED_TABLES } from "./moved-tables.ts";

test("every table that a server keeps in its folder is moved, with every column", () => {
  const db = new Database(":memory:");
  for (const { sql } of SQLITE_MIGRATIONS) db.run(sql);
  const kept = db.query<{ name: string }, []>("SELECT name FROM sqlite_master WHERE type = 'table'").all();
  expect(MOVED_TABLES.map(({ name }) => name).toSorted()).toEqual(kept.map(({ name }) => name).toSorted());

  for (const { name, columns, inSqlite } of MOVED_TABLES) {
    const its = db.query<{ name: string }, [string]>("SELECT name FROM pragma_table_info(?)").all(name);
    // In SQLite the id of an event is stream and seq in one.
    const moved = Object.keys(columns).map((column) => (inSqlite && column === "seq" ? "id" : column));
    expect(moved.toSorted()).toEqual(its.map((column) => column.name).toSorted());
  }
  db.close();
});

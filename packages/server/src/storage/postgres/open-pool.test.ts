import { expect, test } from "bun:test";
import { OwnPostgres } from "@parlor/tests";
import { openPool } from "./open-pool.ts";

const postgres = OwnPostgres.forThisFile();

test("a connection that breaks is reported, and one that breaks while it is closed is not", async () => {
  const reported: string[] = [];
  const report = ({ message }: Error) => reported.push(message);
  const pool = openPool({ url: await postgres.database(), connections: 1, silenceMs: 5_000, report });
  const broken = new Promise((resolve) => pool.once("error", resolve));
  const { rows } = await pool.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  await postgres.ask(`SELECT pg_terminate_backend(${rows[0]?.pid})`);
  await broken;
  expect(reported).toEqual(["terminating connection due to administrator command"]);

  await pool.query("SELECT 1");
  await pool.end();
  // What Postgres sends of itself before it hears of the end: when that comes is not ours to say.
  pool.emit("error", new Error("terminating connection due to administrator command"));
  expect(reported.length).toBe(1);
});

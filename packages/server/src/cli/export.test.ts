import { afterAll, beforeAll, expect, test } from "bun:test";
import { join } from "node:path";
import { calling, type ParlorInFolder, parlorInFolder } from "../testing/parlor-in-folder.ts";
import { exportConversations } from "./export.ts";
import { runCommand } from "./run-command.ts";

let parlor: ParlorInFolder;
beforeAll(async () => {
  parlor = await parlorInFolder();
  const ana = await calling(parlor, "ana");
  for (const title of ["One", "Two", "Three"]) {
    const { status } = await ana("POST", "/rooms", { key: Bun.randomUUIDv7(), kind: "group", title });
    expect(status).toBe(201);
  }
});
afterAll(() => parlor.close());

test("an export tells how far it is, room by room, and ends when all are written", async () => {
  const drawn: string[] = [];
  const err: string[] = [];
  const out = join(parlor.folder, "group.jsonl");
  const code = await runCommand([exportConversations], ["export", "group", "--format", "jsonl", "--out", out], {
    env: { DATA_DIR: parlor.folder },
    out: () => undefined,
    err: (line) => err.push(line),
    progress: (done, total, label) => drawn.push(`${done}/${total} ${label}`),
  });
  expect(code).toBe(0);
  expect(drawn).toEqual(["1/3 1 of 3 rooms", "2/3 2 of 3 rooms", "3/3 3 of 3 rooms"]);
  expect(err).toEqual(["3 conversations, 0 turns."]);
  expect((await Bun.file(out).text()).trimEnd().split("\n").length).toBeGreaterThanOrEqual(3);
});

test("an export to where nothing can be written says so in a sentence", async () => {
  const err: string[] = [];
  const out = join(parlor.folder, "no folder", "group.jsonl");
  const code = await runCommand([exportConversations], ["export", "group", "--format", "jsonl", "--out", out], {
    env: { DATA_DIR: parlor.folder },
    out: () => undefined,
    err: (line) => err.push(line),
    progress: () => undefined,
  });
  expect([code, err[0]]).toEqual([2, `${out} cannot be written: ENOENT.`]);
});

import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Chatter } from "../../support/chatter.ts";
import { type CoachedPage, lobbyPage, pairOfPages } from "../../support/coached-page.ts";
import { logOf } from "../../support/log-of.ts";
import { parlorCommand } from "../../support/parlor-command.ts";
import { newFolder, removeFolder, type Server, startServer } from "../../support/server.ts";

// A busy machine takes its time; what waits for nothing is found out all the same.
setDefaultTimeout(60_000);

let folder: string;
let server: Server;

beforeAll(async () => {
  folder = await newFolder();
  server = await startServer({ folder });
  const file = join(folder, "wines.jsonl");
  const wines = [
    { id: "w1", title: "Riesling <i>dry</i>", body: "A white wine for fish & chips." },
    { id: "w2", title: "Merlot", body: "A soft red wine." },
  ];
  await writeFile(file, wines.map((wine) => JSON.stringify(wine)).join("\n"));
  await command("catalog", "import", file, "--catalog", "products");
});
afterAll(async () => {
  await server.stop();
  await removeFolder(folder);
});

const command = (...words: string[]) => parlorCommand(words, { DATA_DIR: folder });

type Fields = readonly (readonly [string, string])[];

/** A form as browsers send it, in either of their ways. */
function submit(path: string, fields: Fields, page?: CoachedPage, multipart = false): Promise<Response> {
  const form = multipart ? new FormData() : new URLSearchParams();
  for (const [name, value] of fields) form.append(name, value);
  return fetch(`${server.url}woz/chat${path}`, {
    method: "POST",
    body: form,
    redirect: "manual",
    ...(page && { headers: { authorization: `Bearer ${page.token}` } }),
  });
}

const pageAt = async (path: string, page?: CoachedPage) =>
  (
    await fetch(`${server.url}woz/chat${path}`, {
      redirect: "manual",
      ...(page && { headers: { authorization: `Bearer ${page.token}` } }),
    })
  ).headers.get("location");

async function roomOf(page: CoachedPage): Promise<string> {
  const native = await Chatter.hello(server.door, page.token);
  const { rooms } = await native.ask("list_rooms", { of: "mine" });
  await native.leave();
  return rooms.find(({ closed }) => !closed)!.room;
}

test("[coached HTTP] the addresses of the lobby and of rooms lead to our own page", async () => {
  const { ana, ben, roomId } = await pairOfPages({ url: server.url });
  const room = await roomOf(ben);
  expect(await pageAt("/lobby")).toBe("/chat/lobby/coached");
  expect(await pageAt(`/room/${encodeURIComponent(roomId)}`, ben)).toBe(`/chat/${room}`);
  expect(await pageAt(`/room/${encodeURIComponent(roomId)}/12`, ben)).toBe(`/chat/${room}?scenario=12`);
  expect(await pageAt("/room/nowhere:1", ben)).toBe("/chat/lobby/coached");
  expect(await pageAt(`/room/${encodeURIComponent(roomId)}`)).toBe("/chat/lobby/coached");
  expect((await fetch(`${server.url}woz/chat/lobby`)).headers.get("content-type")).toContain("text/");
  ana.close();
  ben.close();
});

test("[coached 6] a back-up of messages is accepted and changes nothing", async () => {
  const { ana, ben, roomId } = await pairOfPages({ url: server.url });
  ben.say("stored already");
  await ana.hears("stored already");
  const room = await roomOf(ben);
  const before = await logOf(server.door, room);
  for (const data of [{ from: "ana", msg: "forged", room_id: roomId, private_room_id: "x" }, null, "<b>"]) {
    const saved = await fetch(`${server.url}woz/chat/save`, { method: "POST", body: JSON.stringify({ data }) });
    expect(saved.status).toBe(200);
  }
  expect(await logOf(server.door, room)).toEqual(before);
  ana.close();
  ben.close();
});

test.each([false, true])(
  "[coached HTTP] one leaves by the checklist when every box is ticked (multipart: %p)",
  async (multipart) => {
    const { ana, ben, roomId } = await pairOfPages({ url: server.url });
    const room = await roomOf(ben);
    const fields = (...ticks: string[]): Fields => [
      ...ticks.map((tick) => ["checklist", tick] as const),
      ["nb-tasks", "3"],
      ["room-id", roomId],
      ["private-room-id", "whatever"],
    ];
    const incomplete = await submit("/room/leave", fields("described"), ben, multipart);
    expect(incomplete.status).toBe(200);
    expect(await incomplete.json()).toEqual({
      msg: "You have not completed the checklist. Press OK to leave the room anyways.",
    });
    ben.say("still here");
    await ana.hears("still here");

    const left = await submit("/room/leave", fields("described", "asked", "decided"), ben, multipart);
    expect([left.status, left.headers.get("location")]).toEqual([302, "/woz/chat/lobby"]);
    expect(await ana.chat.next<object>("room-status")).toEqual({ is_full: false, close: true });
    const log = await logOf(server.door, room);
    expect(
      log.filter(({ type }) => type === "checklist_ticked").map(({ actor, data }) => [actor, data["item"]]),
    ).toEqual(["described", "asked", "decided"].map((item) => [`${ben.id}`, item]));
    expect((await submit("/room/leave", fields("described", "asked", "decided"), ben)).status).toBe(302);
    ana.close();
    ben.close();
  },
);

test("[coached 7] what was searched, shared, ticked and said is in the export", async () => {
  const { ana, ben, token } = await pairOfPages({ url: server.url });
  const search: Fields = [
    ["query", "wine fish"],
    ["indices", "general"],
    ["private_room_id", token],
    ["date", "1"],
  ];
  expect(await (await submit("/search", search, ana)).json()).toEqual({
    products: [],
    results: [{ title: "Riesling &lt;i&gt;dry&lt;/i&gt;", body: "A white wine for fish &amp; chips." }],
  });
  expect((await submit("/search", search, ben)).status).toBe(403);

  const room = await roomOf(ana);
  const native = await Chatter.hello(server.door, ana.token);
  await native.ask("share_item", { room, key: "share", item: "w1" });
  expect((await ben.chat.next<{ msg: string }>("message")).msg).toBe(
    "Riesling &lt;i&gt;dry&lt;/i&gt; – A white wine for fish &amp; chips.",
  );
  await native.leave();
  ben.say("I take it");
  await ana.hears("I take it");
  ben.chat.say("leave", { room_id: ana.room, checklist: '["decided"]' });
  await ben.chat.next("redirect");

  const { out } = await command("export", room, "--format", "jsonl");
  const records = out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(new Set(records.map((record) => record["token"]))).toEqual(new Set([token]));
  expect(records[0]).toMatchObject({ checklists: [{ user: `${ben.id}`, done: ["decided"] }] });
  expect(records.find(({ record }) => record === "turn")).toMatchObject({ user: `${ben.id}`, text: "I take it" });
  expect(records.some(({ query }) => query === "wine fish")).toBe(true);
  expect(JSON.stringify(records)).toContain("Riesling <i>dry</i>");
  ana.close();
  ben.close();
});

test("[coached Bad input] forms that are wrong are refused, and nobody has left or searched", async () => {
  const { ana, ben, roomId } = await pairOfPages({ url: server.url });
  const status = async (path: string, fields: Fields, page?: CoachedPage) => (await submit(path, fields, page)).status;
  expect(await status("/room/leave", [["room-id", roomId]], ben)).toBe(400);
  expect(
    await status(
      "/room/leave",
      [
        ["room-id", roomId],
        ["nb-tasks", "-1"],
      ],
      ben,
    ),
  ).toBe(400);
  expect(await status("/room/leave", [["nb-tasks", "0"]], ben)).toBe(400);
  expect(
    await status(
      "/room/leave",
      [
        ["nb-tasks", "0"],
        ["checklist", "x"],
        ["room-id", roomId],
      ],
      ben,
    ),
  ).toBe(400);
  expect(
    await status("/room/leave", [
      ["nb-tasks", "0"],
      ["room-id", roomId],
    ]),
  ).toBe(401);
  expect(await status("/search", [["query", "wine"]])).toBe(401);
  expect(await status("/search", [], ana)).toBe(400);
  expect(await status("/search", [["query", "x".repeat(501)]], ana)).toBe(400);
  expect(await status("/search", [["query", "x".repeat(300_000)]], ana)).toBe(413);
  const noForm = await fetch(`${server.url}woz/chat/search`, {
    method: "POST",
    body: "{",
    headers: { authorization: `Bearer ${ana.token}`, "content-type": "application/json" },
  });
  expect(noForm.status).toBe(400);
  const alone = await lobbyPage("assistant", { url: server.url });
  expect(await status("/search", [["query", "wine"]], alone)).toBe(403);
  ben.say("still here");
  await ana.hears("still here");
  for (const page of [ana, ben, alone]) page.close();
});

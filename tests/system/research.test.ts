import { describe, expect, test } from "bun:test";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Chatter, newKey } from "../support/chatter.ts";
import { hears } from "../support/hears.ts";
import { parlorCommand } from "../support/parlor-command.ts";
import { rest } from "../support/rest.ts";
import { textsOf, until } from "../support/sdk.ts";
import { StoryServer } from "../support/story-server.ts";
import { tokenOf } from "../support/tokens.ts";

const story = StoryServer.forThisFile();
const command = (...words: string[]) => parlorCommand(words, { DATA_DIR: story.folder });

const WINES = [
  { id: "w1", title: "Riesling", body: "A dry white wine for fish." },
  { id: "w2", title: "Merlot", body: "A soft red wine." },
];

async function importWines(...lines: string[]) {
  const file = join(story.folder, "wines.jsonl");
  await writeFile(file, [...WINES.map((wine) => JSON.stringify(wine)), ...lines].join("\n"));
  return command("catalog", "import", file, "--catalog", "products");
}

async function conversation(lobby: string, who = lobby): Promise<{ room: string; ana: Chatter; ben: Chatter }> {
  await story.kind("coached", lobby, {
    session: { starts: "when-full", lasts: "1h", onEnd: "lobby" },
    roles: {
      assistant: { can: ["message.send", "message.edit.own", "message.delete.own", "panel.search", "item.share"] },
      client: { can: ["message.send"] },
      member: { can: ["message.send"] },
      moderator: { can: ["room.close"] },
    },
  });
  const [ana, ben] = [await story.person(`ana-${who}`, ["assistant"]), await story.person(`ben-${who}`, ["client"])];
  const [room = ""] = (await ana.ask("go_online", { lobby, interests: ["fish wine"] })).rooms;
  for (const person of [ana, ben]) {
    await person.ask("take_seat", { room, key: newKey() });
    await person.ask("open_room", { room });
  }
  return { room, ana, ben };
}

describe("a collection", () => {
  test("is imported while the server runs, searched, shown and shared in a conversation", async () => {
    const imported = await importWines("this is no wine");
    expect(imported).toMatchObject({ exitCode: 0, out: '2 items are in "products" now, 1 lines were skipped.\n' });
    expect(imported.err).toBe("line 3: This is not JSON.\n");

    const { room, ana, ben } = await conversation("shop");
    const search = (query: string) => ana.ask("search_catalog", { room, key: newKey(), query });
    expect((await search("")).items.map(({ title }) => title)).toEqual(["Merlot", "Riesling"]);
    const { items, total } = await search("white fish");
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({
      id: "w1",
      highlights: [
        [6, 11],
        [21, 25],
      ],
    });
    const searched = await hears(ana, `room:${room}`, "searched");
    expect(searched.data).toEqual({ query: "white fish", offset: 0, total: 1, shown: ["w1"] });
    const share = { room, key: newKey(), item: "w1" };
    const shared = await ana.ask("share_item", share);
    expect((await hears(ben, `room:${room}`, "item_shared")).data.item).toMatchObject(WINES[0]!);

    // The card stays as it was when the collection is another one.
    await writeFile(join(story.folder, "other.jsonl"), '{"id":"w9","title":"Cider"}');
    await command("catalog", "import", join(story.folder, "other.jsonl"));
    expect((await search("cider")).items).toHaveLength(1);
    expect((await search("riesling")).total).toBe(0);
    expect(await ana.ask("share_item", share)).toEqual(shared);
    await importWines();
  });

  test("[ACCESS-6] what is in it is not told to who may not share from it", async () => {
    await importWines();
    const { room, ben } = await conversation("guessed");
    const stranger = await story.person("stranger", ["assistant"]);
    for (const person of [ben, stranger]) {
      const [there, not] = [
        await person.refused("share_item", { room, key: newKey(), item: "w1" }),
        await person.refused("share_item", { room, key: newKey(), item: "nothing" }),
      ];
      expect(there).toEqual(not);
      expect(there.code).not.toBe("no_such_item");
    }
  });

  test("[ACCESS-7] what an assistant searches is hers and the researcher's: the client's log has its place and nothing in it", async () => {
    await importWines();
    const { room, ana, ben } = await conversation("secret", "secret");
    const cleo = story.sdk("ben-secret", ["client"]);
    await cleo.room(room).open();
    const { epoch, head } = await ben.ask("get_room", { room });
    await ana.ask("search_catalog", { room, key: newKey(), query: "cheapest dry white" });
    await ana.ask("send_message", { room, key: newKey(), text: "One moment" });
    await hears(ben, `room:${room}`, "message_posted");
    await until(cleo.room(room).timeline, () => textsOf(cleo, room).includes("One moment"));
    const events = ben.events(`room:${room}`);
    expect(events.map(({ type }) => type)).toEqual(["withheld", "message_posted"]);
    expect(events.map(({ seq }) => seq)).toEqual([head + 1, head + 2]);
    await ben.ask("resume", { cursors: { [`room:${room}`]: { epoch, seq: head } } });
    const answers = [
      ben.frames,
      await ben.ask("open_room", { room }),
      await ben.ask("load_history", { room, after: 0 }),
      (await rest(story.url, "GET", `/rooms/${room}/events`, undefined, tokenOf("ben-secret"))).body,
      cleo.room(room).timeline.get(),
    ];
    expect(JSON.stringify(answers)).not.toContain("cheapest");
    const { body } = await rest(story.url, "GET", `/rooms/${room}/events`);
    expect(JSON.stringify(body)).toContain("cheapest dry white");
    expect(JSON.stringify(await ana.ask("load_history", { room }))).toContain("cheapest dry white");
  });
});

describe("an export", () => {
  test("has turns, roles, timings, edits, searches, items, checklists and the token, while the server runs", async () => {
    await importWines();
    const { room, ana, ben } = await conversation("study");
    await ben.ask("send_message", { room, key: newKey(), text: 'Something for fish, "dry"?\nThanks' });
    const { seq } = await ana.ask("send_message", { room, key: newKey(), text: "A Reisling" });
    await ana.ask("edit_message", { room, key: newKey(), seq, text: "A Riesling" });
    const slip = await ana.ask("send_message", { room, key: newKey(), text: "my phone number" });
    await ana.ask("delete_message", { room, key: newKey(), seq: slip.seq });
    await ana.ask("search_catalog", { room, key: newKey(), query: "white" });
    await ana.ask("share_item", { room, key: newKey(), item: "w1" });
    await ana.ask("tick_checklist", { room, key: newKey(), item: "asked" });
    await (await story.backEnd()).ask("close_room", { room, key: newKey(), reason: "done" });

    const { out, err, exitCode } = await command("export", room, "--format", "jsonl");
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: "1 conversations, 3 turns.\n" });
    const records = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const token = "fishwine:none:ana-study:ben-study";
    expect(new Set(records.map((record) => record["token"]))).toEqual(new Set([token]));
    expect(records[0]).toMatchObject({
      record: "conversation",
      kind: "study",
      subject: "fish wine",
      why: "closed",
      turns: 3,
      people: [
        { user: "ana-study", role: "assistant" },
        { user: "ben-study", role: "client" },
      ],
      checklists: [{ user: "ana-study", done: ["asked"] }],
    });
    const turns = records.filter(({ record }) => record === "turn");
    expect(turns).toMatchObject([
      { turn: 1, user: "ben-study", role: "client", text: 'Something for fish, "dry"?\nThanks', edits: [] },
      { turn: 2, role: "assistant", text: "A Riesling", edits: [{ text: "A Reisling" }] },
      { turn: 3, text: "", deleted: { by: "ana-study" } },
    ]);
    expect(Number(turns[1]?.["sinceStartMs"])).toBeGreaterThanOrEqual(Number(turns[1]?.["sincePreviousMs"]));
    expect(out).not.toContain("phone number");
    const of = (what: string) => records.filter(({ record }) => record === what);
    expect(of("search")).toMatchObject([{ role: "assistant", query: "white", shown: ["w1"] }]);
    expect(of("item")).toMatchObject([{ item: { id: "w1" } }]);
    expect(of("tick")).toMatchObject([{ user: "ana-study", item: "asked", on: true }]);
    expect(of("session").map(({ what }) => what)).toEqual(["session_started", "session_ended"]);

    const file = join(story.folder, "study.csv");
    expect((await command("export", "study", "--format", "csv", "--out", file)).exitCode).toBe(0);
    const [head, ...lines] = (await readFile(file, "utf8")).split("\n");
    expect(head).toBe("record,room,kind,token,seq,at,sinceStartMs,turn,sincePreviousMs,user,name,role,text,more");
    expect(lines[0]).toStartWith(`conversation,${room},study,${token},`);
    expect(lines.join("\n")).toContain('ben-study,ben-study,client,"Something for fish, ""dry""?\nThanks",');
  });

  test("of a kind has all its conversations, and one of nothing says so", async () => {
    for (const suffix of ["1", "2"]) {
      const { room, ben } = await conversation("many", suffix);
      await ben.ask("send_message", { room, key: newKey(), text: "Hello" });
    }
    const { out, err } = await command("export", "many", "--format", "jsonl");
    expect(out.match(/"record":"conversation"/g)).toHaveLength(2);
    expect(err).toBe("2 conversations, 2 turns.\n");
    expect(await command("export", "nothing", "--format", "csv")).toMatchObject({ exitCode: 1, out: "" });
    const unsaid = await command("export", "many");
    expect(unsaid.exitCode).toBe(2);
    expect(unsaid.err).toContain("Say --format jsonl or --format csv.");
  });
});

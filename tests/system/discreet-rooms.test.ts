import { expect, test } from "bun:test";
import { newKey } from "../support/chatter.ts";
import { FieldClient } from "../support/field-client.ts";
import { hears } from "../support/hears.ts";
import { rest } from "../support/rest.ts";
import { textsOf, until } from "../support/sdk.ts";
import { StoryServer } from "../support/story-server.ts";
import { tokenOf } from "../support/tokens.ts";

/** Small enough that what is read comes from memory and from the disk. */
const story = StoryServer.forThisFile({ CHAT_CACHE_SIZE: "10" });

const SECRET_TEXT = "pineapple";

/** Everything that a room may answer, asked by its REST door. */
async function overRest(room: string, user: string): Promise<string> {
  const paths = ["", "/events", "/events?after=0&limit=200", "/events?before=1000&limit=200", "/topics"];
  const answers = paths.map((path) => rest(story.url, "GET", `/rooms/${room}${path}`, undefined, tokenOf(user)));
  return JSON.stringify(await Promise.all(answers));
}

test("[ACCESS-4] a newcomer hears nothing of what becomes of earlier messages, by no door, and others hear all of it", async () => {
  await story.kind("community", "discreet", { history: { visible: "from-join" }, topics: {} });
  const room = "discreet-1";
  const stream = `room:${room}`;
  const backEnd = await story.backEnd();
  await backEnd.ask("create_room", { room, key: newKey(), kind: "discreet" });
  await backEnd.ask("open_room", { room });
  const ana = await story.person("ana-d");
  const { epoch } = await ana.ask("open_room", { room });
  const said = [];
  for (const text of ["first", "second", "third"]) {
    said.push(await ana.ask("send_message", { room, key: newKey(), text: `${text} ${SECRET_TEXT}` }));
  }
  const seqs = said.map(({ seq }) => seq);

  const ben = await story.person("ben-d");
  await ben.ask("open_room", { room });
  const carla = story.sdk("carla-d");
  await carla.room(room).open();
  const dialects = ["fay", "doc", "peer"].map((name) =>
    FieldClient.connect(story.url, { auth: { token: tokenOf(`${name}-d`, { name }) } }),
  );
  const [fay, doc, peer] = (await Promise.all(dialects)) as [FieldClient, FieldClient, FieldClient];
  fay.say("join_room", { room });
  doc.say("join:cafe", { cafeId: room });
  peer.say("join", { room, username: "peer" });
  await Promise.all([fay.next("room_joined"), doc.next("topics:update"), peer.next("receive")]);

  // In one breath with a message for everybody, so that what is kept from some lies between what is not.
  const [first, second, third] = seqs as [number, number, number];
  const { seq: welcome } = await ana.ask("send_message", { room, key: newKey(), text: "welcome" });
  const acts = [
    ana.ask("edit_message", { room, key: newKey(), seq: first, text: `edited ${SECRET_TEXT}` }),
    ana.ask("send_message", { room, key: newKey(), text: "between" }),
    ana.ask("react", { room, key: newKey(), seq: second, emoji: "🍍" }),
    ana.ask("delete_message", { room, key: newKey(), seq: third }),
    ana.ask("edit_message", { room, key: newKey(), seq: welcome, text: "welcome all" }),
    ana.ask("send_message", { room, key: newKey(), text: "after" }),
  ];
  await Promise.all(acts);
  const isLast = ({ data }: { data: { text?: string | undefined } }) => data.text === "after";
  for (const one of [ana, ben, backEnd]) await hears(one, stream, "message_posted", isLast);
  await until(carla.room(room).timeline, () => textsOf(carla, room).at(-1) === "after");
  await fay.next<{ message: string }>("new_message", ({ message }) => message === "after");
  await doc.next<{ message: { content: string } }>("message:new", ({ message }) => message.content === "after");
  await peer.next<{ message: string }>("receive", ({ message }) => message === "after");

  // No hole, in order, and what concerns them is there.
  const heard = ben.events(stream);
  expect(heard.map(({ seq }) => seq)).toEqual(heard.map((_, index) => heard[0]!.seq + index));
  const changes = heard.filter(({ type }) => /^(withheld|message_edited|message_deleted|reaction_changed)$/.test(type));
  expect(changes.map(({ type, data }) => [type, data])).toEqual([
    ["withheld", {}],
    ["withheld", {}],
    ["withheld", {}],
    ["message_edited", { target: welcome, text: "welcome all" }],
  ]);
  for (const member of [ana, backEnd]) {
    expect(JSON.stringify(member.events(stream))).toContain(`edited ${SECRET_TEXT}`);
    expect(JSON.stringify(member.events(stream))).not.toContain("withheld");
  }
  const shown = textsOf(carla, room);
  expect(shown).toEqual(["welcome all", "between", "after"]);
  expect(carla.room(room).timeline.get().isBehind).toBe(false);

  const answers = async () => [
    ben.frames,
    await ben.ask("open_room", { room, after: { epoch, seq: first } }),
    await ben.ask("open_room", { room, after: { epoch, seq: welcome } }),
    await ben.ask("resume", { cursors: { [stream]: { epoch, seq: welcome } } }),
    await ben.ask("load_history", { room, after: 0, limit: 200 }),
    await ben.ask("load_history", { room, before: 1_000, limit: 200 }),
    await ben.ask("get_room", { room }),
    await ben.ask("load_topics", { room }),
    await ben.ask("list_rooms", {}),
    await overRest(room, "ben-d"),
    carla.room(room).timeline.get(),
    ...[fay, doc, peer].map(({ heard: packets }) => packets),
  ];
  const inMemory = JSON.stringify(await answers());
  for (let count = 0; count < 24; count++) {
    await backEnd.ask("send_message", { room, key: newKey(), text: `later ${count}` });
  }
  const onDisk = JSON.stringify(await answers());
  for (const answer of [inMemory, onDisk]) {
    expect(answer).toContain("welcome all");
    expect(answer).not.toContain(SECRET_TEXT);
    expect(answer).not.toContain("🍍");
    expect(answer).not.toContain(`"target":${first},`);
    expect(answer).not.toContain(`-${third}"`);
  }
  expect(await overRest(room, "ana-d")).toContain(`edited ${SECRET_TEXT}`);
  for (const client of [fay, doc, peer]) client.close();
});

test("[ACCESS-4] who only looks on hears what becomes of the messages they saw, and of no earlier one", async () => {
  await story.kind("community", "watched", { openJoins: false, history: { visible: "from-join" } });
  const room = "watched-1";
  const stream = `room:${room}`;
  const ana = await story.person("ana-w");
  await ana.ask("create_room", { room, key: newKey(), kind: "watched" });
  await ana.ask("open_room", { room });
  const { seq: early } = await ana.ask("send_message", { room, key: newKey(), text: "early" });
  const zoe = await story.person("zoe-w");
  await zoe.ask("open_room", { room });
  const { seq: seen } = await ana.ask("send_message", { room, key: newKey(), text: "seen" });
  await ana.ask("edit_message", { room, key: newKey(), seq: early, text: SECRET_TEXT });
  await ana.ask("edit_message", { room, key: newKey(), seq: seen, text: "seen better" });
  await hears(zoe, stream, "message_edited", ({ data }) => data.target === seen);
  expect(zoe.events(stream).map(({ type }) => type)).toEqual(["message_posted", "withheld", "message_edited"]);
  expect(JSON.stringify(zoe.frames)).not.toContain(SECRET_TEXT);
});

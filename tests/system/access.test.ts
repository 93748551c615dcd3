import { expect, setDefaultTimeout, test } from "bun:test";
import type { Capability, CommandName, PayloadInput } from "@parlor/protocol";
import { Chatter, newKey, Refused } from "../support/chatter.ts";
import { FileServer } from "../support/file-server.ts";
import { logOf } from "../support/log-of.ts";
import { serverToken, tokenOf } from "../support/tokens.ts";

setDefaultTimeout(60_000);

const SECRET_TEXT = "what nobody else may read";

const server = FileServer.forThisFile({ env: { CHAT_CACHE_SIZE: "10" } });

const as = (user: string) => Chatter.as(server.door, user);
const send = (chatter: Chatter, room: string, text: string) =>
  chatter.ask("send_message", { room, key: newKey(), text });

/** All that a connection ever heard, as text. */
const heardBy = (chatter: Chatter): string => JSON.stringify(chatter.frames);

/** Tries every command that names a room, and tells what each was answered. */
async function tryEverything(chatter: Chatter, room: string, seq: number): Promise<Record<string, string>> {
  const key = newKey;
  const attempts: { [Name in CommandName]?: PayloadInput<Name> } = {
    open_room: { room },
    get_room: { room },
    load_history: { room },
    mark_read: { room, seq },
    join_room: { room, key: key() },
    send_message: { room, key: key(), text: "let me in" },
    edit_message: { room, key: key(), seq, text: "other" },
    delete_message: { room, key: key(), seq },
    react: { room, key: key(), seq, emoji: "👍" },
    change_room: { room, key: key(), title: "mine" },
    close_room: { room, key: key() },
    leave_room: { room, key: key(), user: "ana" },
    set_member: { room, key: key(), user: "mallory" },
    take_seat: { room, key: key() },
    invite: { room, key: key(), user: "mallory" },
    end_invitation: { room, key: key(), user: "ben" },
    change_kind: { room, key: key() },
    pause_session: { room, key: key() },
    resume_session: { room, key: key() },
    extend_session: { room, key: key(), by: "5m" },
    tick_checklist: { room, key: key(), item: "asked" },
    search_catalog: { room, key: key(), query: "tea" },
    load_topics: { room },
  };
  const answers: Record<string, string> = {};
  for (const [name, payload] of Object.entries(attempts)) {
    answers[name] = await chatter.ask(name as "open_room", payload as PayloadInput<"open_room">).then(
      () => "done",
      (error: Error) => (error instanceof Refused ? error.refusal.code : String(error)),
    );
  }
  return answers;
}

test("[ACCESS-1] a stranger learns nothing of a private room, by whatever command, and changes nothing", async () => {
  const ana = await as("ana");
  const { room } = await ana.ask("create_room", { key: newKey(), kind: "group", title: SECRET_TEXT, members: ["ben"] });
  await ana.ask("open_room", { room });
  const { seq } = await send(ana, room, SECRET_TEXT);
  const log = await logOf(server.door, room);

  const mallory = await as("mallory");
  const answers = await tryEverything(mallory, room, seq);
  expect(Object.entries(answers).filter(([, answer]) => !["not_a_member", "not_allowed"].includes(answer))).toEqual([]);

  await mallory.ask("resume", { cursors: { [`room:${room}`]: null, [`inbox:ana`]: null, "queue:none": null } });
  const parts = mallory.frames.flatMap((frame) => (frame.type === "resumed" ? frame.payload.streams : []));
  expect(parts.map(({ status }) => status)).toEqual(["refused", "refused", "refused"]);
  await mallory.ask("typing", { room });
  expect((await mallory.ask("list_rooms", {})).rooms).toEqual([]);
  expect((await mallory.ask("list_rooms", { of: "listed", search: "nobody else" })).rooms).toEqual([]);

  await send(ana, room, SECRET_TEXT);
  await mallory.settled();
  expect(heardBy(mallory)).not.toContain(SECRET_TEXT);
  expect(mallory.frames.some(({ type }) => type === "events" || type === "signal")).toBe(false);
  expect((await logOf(server.door, room)).slice(0, -1)).toEqual(log);
  await Promise.all([ana.leave(), mallory.leave()]);
});

test("[ACCESS-1] REST shows a private room to its members and to back ends, and to nobody else", async () => {
  const ana = await as("ana");
  const { room } = await ana.ask("create_room", { key: newKey(), kind: "group", title: SECRET_TEXT });
  const { seq } = await send(ana, room, SECRET_TEXT);
  const paths = [`rooms/${room}`, `rooms/${room}/events`, `rooms/${room}/events?after=0&limit=100`];
  const get = (path: string, token: string | undefined) =>
    fetch(`${server.url}v1/${path}`, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });

  for (const path of paths) {
    for (const [token, status] of [
      [undefined, 401],
      ["forged.to.ken", 401],
      [tokenOf("mallory"), 403],
      [tokenOf("ana"), 200],
      [serverToken(), 200],
    ] as const) {
      const answer = await get(path, token);
      const body = await answer.text();
      expect([path, answer.status]).toEqual([path, status]);
      expect([path, body.includes(SECRET_TEXT)]).toEqual([path, status === 200]);
    }
  }
  expect(seq).toBeGreaterThan(0);
  await ana.leave();
});

test("[ACCESS-2] who is removed hears nothing that comes after it, on no connection and in no answer", async () => {
  const ana = await as("ana");
  const { room } = await ana.ask("create_room", { key: newKey(), kind: "group", members: ["ben", "cleo"] });
  const stream = `room:${room}`;
  const devices = await Promise.all([as("ben"), as("ben")]);
  const cleo = await as("cleo");
  for (const one of [...devices, cleo]) await one.ask("open_room", { room });
  const before = await send(ana, room, "before");

  // Sent in one breath, so that removal and secret are of one commit.
  const [, after] = await Promise.all([
    ana.ask("leave_room", { room, key: newKey(), user: "ben" }),
    send(ana, room, SECRET_TEXT),
  ]);
  await cleo.until(() => cleo.events(stream).some(({ seq }) => seq === after.seq));
  for (const ben of devices) {
    const { payload } = await ben.find("view_closed");
    expect(payload).toMatchObject({ stream, code: "not_a_member" });
    await send(ana, room, SECRET_TEXT);
    await ben.ask("resume", { cursors: { [stream]: { epoch: "any", seq: before.seq } } });
    for (const name of ["open_room", "load_history", "get_room"] as const) {
      expect((await ben.refused(name, { room })).code).toBe("not_a_member");
    }
    await ben.settled();
    expect(heardBy(ben)).not.toContain(SECRET_TEXT);
    // They still heard of their own removal, as the last thing.
    expect(ben.events(stream).at(-1)).toMatchObject({ type: "member_left", data: { user: "ben" } });
    expect((await ben.ask("list_rooms", {})).rooms.map((summary) => summary.room)).not.toContain(room);
  }
  await Promise.all([...devices, ana, cleo].map((one) => one.leave()));
});

test("[ACCESS-3] an inbox is shown to its owner alone", async () => {
  const ana = await as("ana");
  const mallory = await as("mallory");
  const cursors = { "inbox:ana": null };
  await mallory.ask("resume", { cursors });
  await ana.ask("resume", { cursors });
  expect((await mallory.find("resumed")).payload.streams).toMatchObject([{ status: "refused", code: "not_allowed" }]);
  expect((await ana.find("resumed")).payload.streams).toMatchObject([{ status: "newest" }]);
  await ana.ask("create_room", { key: newKey(), kind: "group" });
  await ana.until(() => ana.events("inbox:ana").length > 0);
  await mallory.settled();
  expect(mallory.events("inbox:ana")).toEqual([]);
  await Promise.all([ana.leave(), mallory.leave()]);
});

test("[ACCESS-5] a deleted text is in no answer any more, nor are the texts it had before", async () => {
  const ana = await as("ana");
  const { room } = await ana.ask("create_room", { key: newKey(), kind: "community" });
  const cursor = await ana.ask("open_room", { room }).then(({ epoch, head }) => ({ epoch, seq: head }));
  const { seq } = await send(ana, room, `${SECRET_TEXT} one`);
  for (const text of ["two", "three"])
    await ana.ask("edit_message", { room, key: newKey(), seq, text: `${SECRET_TEXT} ${text}` });
  const reply = await send(ana, room, "an answer");
  await ana.ask("delete_message", { room, key: newKey(), seq });

  const everyAnswer = async (): Promise<string> => {
    const reader = await as("reader");
    const answers = [
      await reader.ask("open_room", { room }),
      await reader.ask("open_room", { room, after: cursor }),
      await reader.ask("load_history", { room, after: 0, limit: 200 }),
      await reader.ask("load_history", { room, before: reply.seq }),
      await reader.ask("resume", { cursors: { [`room:${room}`]: cursor } }),
      await reader.ask("list_rooms", { of: "listed" }),
      reader.frames,
      await (
        await fetch(`${server.url}v1/rooms/${room}/events?after=0`, {
          headers: { authorization: `Bearer ${serverToken()}` },
        })
      ).text(),
    ];
    await reader.leave();
    return JSON.stringify(answers);
  };
  const recent = await everyAnswer();
  expect(recent).toContain("an answer");
  expect(recent).not.toContain(SECRET_TEXT);

  // Out of the window too, where the answers come from the disk.
  for (let count = 0; count < 3; count++)
    for (const on of [true, false]) await ana.ask("react", { room, key: newKey(), seq: reply.seq, emoji: "👍", on });
  for (let count = 0; count < 24; count++)
    await ana.ask("react", { room, key: newKey(), seq: reply.seq, emoji: "🎉", on: count % 2 === 0 });
  expect(await everyAnswer()).not.toContain(SECRET_TEXT);
  expect((await ana.refused("edit_message", { room, key: newKey(), seq, text: "back" })).code).toBe("no_such_message");
  await ana.leave();
});

test("[ACCESS-6] what one's role does not allow is refused, and nothing is stored", async () => {
  const ana = await as("ana");
  const { room } = await ana.ask("create_room", { key: newKey(), kind: "community", members: ["ben", "cleo"] });
  const ben = await as("ben");
  const { seq } = await send(ana, room, "mine");
  const log = await logOf(server.door, room);
  for (const [name, payload] of [
    ["edit_message", { room, key: newKey(), seq, text: "ben's" }],
    ["delete_message", { room, key: newKey(), seq }],
    ["leave_room", { room, key: newKey(), user: "cleo" }],
    ["set_member", { room, key: newKey(), user: "ben", role: "moderator" }],
    ["set_member", { room, key: newKey(), user: "ben", grant: ["room.close"] as Capability[] }],
    ["set_member", { room, key: newKey(), user: "dora" }],
    ["change_room", { room, key: newKey(), title: "ben's" }],
    ["close_room", { room, key: newKey() }],
  ] as const) {
    expect([name, (await ben.refused(name, payload)).code]).toEqual([name, "not_allowed"]);
  }
  expect(await logOf(server.door, room)).toEqual(log);

  await ana.ask("set_member", { room, key: newKey(), user: "ben", role: "moderator" });
  await ben.ask("delete_message", { room, key: newKey(), seq });
  await Promise.all([ana.leave(), ben.leave()]);
});

test("[ORDER-4] a room that closes while people send has nothing after its closing, and who came too late is told so", async () => {
  for (let round = 0; round < 10; round++) {
    const ana = await as("ana");
    const { room } = await ana.ask("create_room", { key: newKey(), kind: "group", members: ["ben", "cleo"] });
    const senders = await Promise.all([Chatter.hello(server.door, serverToken()), as("ben"), as("cleo")]);
    const answers = senders.flatMap((sender) =>
      Array.from({ length: 8 }, (_, index) =>
        send(sender, room, `message ${index}`).then(
          ({ seq }) => seq,
          (error: Error) => error,
        ),
      ),
    );
    const closing = ana.ask("close_room", { room, key: newKey() });
    const late = senders.map((sender) =>
      send(sender, room, "late").then(
        ({ seq }) => seq,
        (error: Error) => error,
      ),
    );
    await closing;

    const log = await logOf(server.door, room);
    expect(log.at(-1)?.type).toBe("room_closed");
    for (const answer of await Promise.all([...answers, ...late])) {
      if (answer instanceof Refused) expect(["room_closed", "too_fast"]).toContain(answer.refusal.code);
      else expect(log.find(({ seq }) => seq === answer)?.type).toBe("message_posted");
    }
    expect((await senders[1].refused("send_message", { room, key: newKey(), text: "later" })).code).toBe("room_closed");
    await Promise.all([ana, ...senders].map((one) => one.leave()));
  }
});

test("[ACCESS-8] a token that says what its bearer can do takes away and never gives, over every door", async () => {
  const owner = await as("owner");
  const { room } = await owner.ask("create_room", { key: newKey(), kind: "community", members: ["narrow"] });
  await owner.ask("set_member", { room, key: newKey(), user: "narrow", role: "moderator" });
  const { seq } = await send(owner, room, "hello");
  const can = ["message.react", "session.pause"] as const;
  const narrow = await Chatter.connect(server.door);
  const { user } = await narrow.ask("hello", { token: tokenOf("narrow", { can: ["session.pause"] }) });
  expect(user.only).toEqual(["session.pause"]);
  const renewed = await narrow.ask("refresh_token", { token: tokenOf("narrow", { can }) });
  expect(renewed.user.only).toEqual([...can]);
  await narrow.ask("open_room", { room });
  await narrow.ask("react", { room, key: newKey(), seq, emoji: "👋" });
  const message = "The token you came with does not let you send messages here.";
  expect(await narrow.refused("send_message", { room, key: newKey(), text: "no" })).toMatchObject({
    code: "not_allowed",
    message,
  });
  const overRest = await fetch(`${server.url}v1/rooms/${room}/messages`, {
    method: "POST",
    headers: { authorization: `Bearer ${tokenOf("narrow", { can })}`, "content-type": "application/json" },
    body: JSON.stringify({ key: newKey(), text: "no" }),
  });
  expect(overRest.status).toBe(403);
  expect(await overRest.text()).toContain(message);
  // The same person with another token is as free as before; and one cannot give oneself what one has not.
  const free = await Chatter.connect(server.door);
  expect((await free.ask("hello", { token: tokenOf("narrow") })).user).not.toHaveProperty("only");
  await send(free, room, "yes");
  const member = await Chatter.as(server.door, "just-a-member", { can: ["room.close"] });
  await member.ask("open_room", { room });
  expect((await member.refused("close_room", { room, key: newKey() })).message).toBe(
    "Only a moderator can close this chat.",
  );
  const wrong = await Chatter.connect(server.door);
  expect(await wrong.refused("hello", { token: tokenOf("x", { can: ["message.fly"] }) })).toMatchObject({
    code: "bad_token",
  });
  await Promise.all([owner, narrow, free, member, wrong].map((one) => one.leave()));
});

import { describe, expect, test } from "bun:test";
import type { ChatClient } from "@parlor/client";
import { lobbyOf, placesOf, queueOf, queuesOf, topicsOf } from "@parlor/client/policy";
import { newKey } from "../../support/chatter.ts";
import { rest } from "../../support/rest.ts";
import { messagesOf, textsOf, until } from "../../support/sdk.ts";
import { StoryServer } from "../../support/story-server.ts";
import { tokenOf } from "../../support/tokens.ts";

// The stories of the kinds once more, as host apps play them: with the SDK, and no key, cursor or frame to think of.

const story = StoryServer.forThisFile();

const opened = async (client: ChatClient, room: string) => {
  await client.room(room).open();
  return client.room(room);
};
const shows = (client: ChatClient, room: string, text: string) =>
  until(client.room(room).timeline, () => textsOf(client, room).includes(text));
const codeOf = (refused: Promise<unknown>) => refused.then(() => "done").catch(({ code }: { code: string }) => code);

test("a themed room is found, walked into, talked in by several at once, and moderated", async () => {
  const [ana, ben, cleo] = [story.sdk("ana-t"), story.sdk("ben-t"), story.sdk("cleo-t")];
  const { room } = await ana.createRoom({ room: "nutrition-t", kind: "community", title: "Nutrition" });
  const found = (await ben.listRooms({ of: "listed", search: "nutri" })).rooms;
  expect(found.map((one) => one.room)).toEqual([room]);

  const [hers, his] = await Promise.all([ana, ben, cleo].map((client) => opened(client, room)));
  await until(hers!.presence, (presence) => presence?.count === 3);
  const { seq } = await his!.send("Oats, always", { mentions: ["ana-t"] });
  await shows(cleo, room, "Oats, always");
  await cleo.room(room).react(seq, "🥣");
  await cleo.room(room).send("With berries", { replyTo: seq });
  await until(ana.inbox, (inbox) => inbox.rooms.get(room)?.mentions.includes(seq) ?? false);
  const entry = (client: ChatClient) => client.rooms.get().find((one) => one.room === room);
  await shows(ana, room, "With berries");
  expect(entry(ana)?.unread).toBe(2);
  hers!.markRead();
  await until(ana.rooms, () => entry(ana)?.unread === 0);
  await until(his!.receipts, (receipts) => (receipts.get("ana-t") ?? 0) >= seq);

  // What one may not do is greyed out with the server's own reason.
  const message = messagesOf(cleo, room)[0]!;
  const remove = { do: "delete", author: "ben-t", message: message.message } as never;
  expect(cleo.room(room).can(remove)).toMatchObject({ ok: false, code: "not_allowed" });
  expect(await codeOf(cleo.room(room).remove(seq))).toBe("not_allowed");
  await hers!.remove(seq);
  await until(his!.timeline, () => messagesOf(ben, room)[0]?.message.deleted !== undefined);
  expect(messagesOf(ben, room)[0]?.message.text).toBeUndefined();
});

test("a café talks, and its topics follow the talk live", async () => {
  const room = "cafe-t";
  await rest(story.url, "POST", "/rooms", { key: newKey(), room, kind: "cafe" });
  const [ana, ben] = [story.sdk("ana-c"), story.sdk("ben-c")];
  await Promise.all([opened(ana, room), opened(ben, room)]);
  const talk = topicsOf(ana, room);
  await talk.open();
  await ana.room(room).send("The espresso is wonderful");
  await ben.room(room).send("Espresso again tomorrow");
  const topics = await until(talk.topics, ([first]) => first?.count === 2);
  expect(topics[0]).toEqual({ word: "espresso", count: 2 });
  expect(await codeOf(ben.room(room).send("BUY CHEAP COFFEE NOW"))).toBe("spam");
  const refused = messagesOf(ben, room).at(-1)!;
  expect(refused).toMatchObject({ stage: "failed", refusal: { code: "spam", retry: "never" } });
  ben.room(room).discard(refused);
  await until(ben.room(room).timeline, () => messagesOf(ben, room).length === 2);
  talk.close();
});

test("[SEAT-2] [SESSION-3] a coached conversation goes from the lobby to the lobby, and its token is kept", async () => {
  await story.kind("coached", "shop-t", {
    session: { starts: "when-full", lasts: "1500ms", warnAt: ["1s"], wrapUp: "300ms", onEnd: "lobby" },
  });
  const [ana, ben, cleo] = [
    story.sdk("ana-w", ["assistant"]),
    story.sdk("ben-w", ["client"]),
    story.sdk("cleo-w", ["client"]),
  ];
  const [hosting, seeking, watching] = [ana, ben, cleo].map((client) => lobbyOf(client, "shop-t"));
  await Promise.all([seeking!.open(), watching!.open()]);
  await hosting!.goOnline(["wine"]);
  const [free] = await until(seeking!.rooms, (rooms) => rooms.length === 1);
  expect(free).toMatchObject({ subject: "wine", state: "free" });
  const { room } = free!;
  await seeking!.takeSeat(room);
  await opened(ben, room);
  await until(watching!.rooms, ([first]) => first?.state === "waiting");
  expect(await codeOf(watching!.takeSeat(room))).toBe("no_seat");
  expect(ben.room(room).can({ do: "send" })).toMatchObject({ ok: false, code: "session_waiting" });

  await hosting!.takeSeat(room);
  await opened(ana, room);
  await until(ben.room(room).state, (state) => state?.session?.phase === "running");
  await until(watching!.rooms, ([first]) => first?.state === "full" && first.endsAt !== undefined);
  await ben.room(room).send("Something for a fish?");
  await shows(ana, room, "Something for a fish?");
  await ana.ask("tick_checklist", { room, key: ana.newKey(), item: "asked" });
  await until(ben.room(room).state, (state) => state?.checklists.some(({ done }) => done.includes("asked")) ?? false);

  await until(ben.room(room).state, (state) => state?.session?.phase === "wrapping-up");
  expect(await codeOf(ben.room(room).send("One more thing"))).toBe("session_over");
  for (const client of [ana, ben]) {
    const { ended } = await until(client.inbox, (inbox) => inbox.ended.length > 0);
    expect(ended).toMatchObject([{ room, to: "shop-t", token: "wine:none:ana-w:ben-w", why: "time" }]);
  }
  // The assistant is still there, and so is the next room.
  const next = await until(watching!.rooms, (rooms) => rooms.some((one) => one.room !== room && one.state === "free"));
  expect(next.filter((one) => one.room === room)).toEqual([]);
  // Somebody who comes back later still finds the token.
  const again = story.sdk("ben-w", ["client"]);
  expect((await until(again.inbox, (inbox) => inbox.ended.length > 0)).ended[0]?.token).toBe("wine:none:ana-w:ben-w");
});

test("[QUEUE-2] a request for help goes from the question to the archive, over the SDK and REST", async () => {
  await story.queue("fair-t");
  const [ana, ben, olga] = [
    story.sdk("ana-h", ["participant"]),
    story.sdk("ben-h", ["participant"]),
    story.sdk("olga-h", ["organizer"]),
  ];
  const offered = queuesOf(ana);
  await offered.open();
  const may = offered.queues.get()?.find(({ queue }) => queue === "fair-t");
  expect(may).toMatchObject({ kind: "fair-t", can: ["queue.ask"], location: true });
  const desk = queueOf(olga, "fair-t");
  await desk.open();
  const places = placesOf(ben);
  const ask = (client: ChatClient, description: string) =>
    client.ask("request_help", { queue: "fair-t", key: client.newKey(), subject: "gate 4", description });
  await ask(ana, "My ticket does not scan.");
  const asked = await rest(
    story.url,
    "POST",
    "/queues/fair-t/requests",
    { key: newKey(), subject: "gate 4", description: "Neither does mine." },
    tokenOf("ben-h", { roles: ["participant"] }),
  );
  const { request } = asked.body as { request: string };
  expect(await codeOf(ask(ana, "Again"))).toBe("request_exists");
  await until(desk.state, (state) => state?.requests.size === 2);
  expect((await until(places, (known) => known.has(request))).get(request)).toEqual({ position: 2, of: 2 });

  const taken = await olga.ask("take_request", { queue: "fair-t", key: olga.newKey() });
  await until(places, (known) => known.get(request)?.position === 1);
  const { requests } = await until(ana.inbox, (inbox) => inbox.requests.some(({ status }) => status === "taken"));
  const room = requests[0]!.room!;
  expect(room).toBe(taken.room);
  await Promise.all([opened(ana, room), opened(olga, room)]);
  expect(textsOf(olga, room)).toEqual(["My ticket does not scan."]);
  // Cut off in the middle, and back with what was said meanwhile.
  ana.cut();
  await until(ana.connection, ({ name }) => name !== "online");
  await olga.room(room).send("I am on my way.");
  await shows(ana, room, "I am on my way.");
  expect(ana.room(room).can({ do: "close" })).toMatchObject({
    reason: "Only an organizer or a moderator can close this chat.",
  });
  await olga.ask("close_request", { queue: "fair-t", key: olga.newKey(), request: taken.request, reason: "Let in." });
  await until(ana.room(room).state, (state) => state?.closed?.reason === "Let in.");
  await until(ana.inbox, (inbox) => inbox.requests.length === 0);
  expect(await codeOf(ana.room(room).send("Thanks"))).toBe("room_closed");
  for (const client of [ana, olga]) {
    const { rooms } = await client.listRooms({ of: "mine" });
    expect(rooms.find((one) => one.room === room)).toMatchObject({ closed: true });
  }
  // The lock is released.
  await ask(ana, "Another matter");
  for (const shown of [offered, desk]) shown.close();
  places.stop();
});

describe("private rooms", () => {
  test("two people are alone with each other", async () => {
    const [ana, ben, cleo] = [story.sdk("ana-p"), story.sdk("ben-p"), story.sdk("cleo-p")];
    const { room } = await ana.createRoom({ kind: "direct", members: ["ben-p"] });
    await until(ben.inbox, (inbox) => inbox.rooms.has(room));
    await Promise.all([opened(ana, room), opened(ben, room)]);
    await ana.room(room).send("Just us");
    await shows(ben, room, "Just us");
    expect(await codeOf(cleo.room(room).open())).toBe("not_a_member");
    expect(await codeOf(ana.ask("invite", { room, key: ana.newKey(), user: "cleo-p" }))).toBe("room_full");
    expect(await codeOf(ana.createRoom({ kind: "direct", members: ["x", "y"] }))).toBe("room_full");
  });

  test("a group invites, one comes and one declines, and who is removed sees nothing any more", async () => {
    const [ana, ben, cleo] = [story.sdk("ana-g"), story.sdk("ben-g"), story.sdk("cleo-g")];
    const { room } = await ana.createRoom({ kind: "group", title: "Trip" });
    await opened(ana, room);
    for (const user of ["ben-g", "cleo-g"]) await ana.ask("invite", { room, key: ana.newKey(), user });
    for (const client of [ben, cleo]) {
      const { invitations } = await until(client.inbox, (inbox) => inbox.invitations.length === 1);
      expect(invitations[0]).toMatchObject({ room, title: "Trip", byName: "ana-g" });
    }
    await cleo.ask("end_invitation", { room, key: cleo.newKey() });
    await ben.joinRoom(room);
    await opened(ben, room);
    await ben.room(room).send("Where to?");
    await shows(ana, room, "Where to?");
    await ana.ask("leave_room", { room, key: ana.newKey(), user: "ben-g" });
    await until(ben.room(room).watch, ({ name }) => name === "refused");
    await until(ben.inbox, (inbox) => !inbox.rooms.has(room));
    expect(await codeOf(cleo.room(room).open())).toBe("not_a_member");
  });
});

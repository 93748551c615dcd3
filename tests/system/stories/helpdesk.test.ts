import { describe, expect, test } from "bun:test";
import { queueOf } from "@parlor/client/policy";
import { type Chatter, newKey } from "../../support/chatter.ts";
import { hears, isTold } from "../../support/hears.ts";
import { rest } from "../../support/rest.ts";
import { until } from "../../support/sdk.ts";
import { StoryServer } from "../../support/story-server.ts";
import { tokenOf } from "../../support/tokens.ts";

const story = StoryServer.forThisFile();
const participant = (id: string) => story.person(id, ["participant"]);
const organizer = (id: string) => story.person(id, ["organizer"]);

const ask = async (person: Chatter, queue: string, subject: string, description = "") =>
  person.ask("request_help", { queue, key: newKey(), subject, description });

describe("a help request", () => {
  test("[QUEUE-2] goes from the question to the archive of both", async () => {
    const queue = "festival";
    await story.queue(queue);
    const [ana, ben, olga] = [await participant("ana"), await participant("ben"), await organizer("olga")];
    expect(await ana.refused("open_queue", { queue })).toMatchObject({
      code: "not_allowed",
      message: "Only an organizer or a moderator can see this queue.",
    });
    const { state } = await olga.ask("open_queue", { queue });
    expect(state.requests).toEqual([]);

    const location = { lat: 52.520_008_123, lng: 13.404_954_9 };
    const first = await ana.ask("request_help", {
      queue,
      key: newKey(),
      subject: "gate 4",
      description: "My ticket does not scan.",
      location,
    });
    expect(first.place).toEqual({ position: 1, of: 1 });
    const second = await ask(ben, queue, "gate 4", "Neither does mine.");
    expect(second.place).toEqual({ position: 2, of: 2 });
    expect(await ana.refused("request_help", { queue, key: newKey(), subject: "gate 4" })).toMatchObject({
      code: "request_exists",
    });
    expect((await hears(olga, `queue:${queue}`, "help_requested")).data).toMatchObject({
      user: "ana",
      subject: "gate 4",
    });

    // The oldest comes first, and with it the description as the participant's first message.
    const { request, room } = await olga.ask("take_request", { queue, key: newKey() });
    expect(request).toBe(first.request);
    const page = await olga.ask("open_room", { room });
    const message = page.events.find(({ type }) => type === "message_posted");
    expect(message).toMatchObject({
      actor: "ana",
      data: { text: "My ticket does not scan.", location: { lat: 52.520_01, lng: 13.404_95 } },
    });
    const moved = await hears(ana, "inbox:ana", "request_moved", ({ data }) => data.status === "taken");
    expect(moved.data.room).toBe(room);
    const place = await isTold(ben, "queue_place", (signal) => signal.place.position === 1);
    expect(place).toMatchObject({ stream: "inbox:ben", request: second.request, place: { of: 1 } });

    await ana.ask("open_room", { room });
    const near = { lat: 52.52, lng: 13.4 };
    const there = await ana.ask("send_message", { room, key: newKey(), text: "I am here.", location: near });
    await olga.ask("send_message", { room, key: newKey(), text: "Coming.", seenSeq: there.seq });
    expect(await ana.refused("close_room", { room, key: newKey() })).toMatchObject({
      code: "not_allowed",
      message: "Only an organizer or a moderator can close this chat.",
    });

    await olga.ask("close_request", { queue, key: newKey(), request, reason: "Let in by hand." });
    expect((await hears(ana, `room:${room}`, "room_closed")).data.reason).toBe("Let in by hand.");
    await hears(ana, "inbox:ana", "request_moved", ({ data }) => data.status === "closed");
    expect(await ana.refused("send_message", { room, key: newKey(), text: "Thanks" })).toMatchObject({
      code: "room_closed",
    });
    // Both can still read it, and it is in the lists of both as closed.
    for (const person of [ana, olga]) {
      const { rooms } = await person.ask("list_rooms", {});
      expect(rooms.find((one) => one.room === room)).toMatchObject({ closed: true });
      const { events } = await person.ask("load_history", { room });
      expect(events.filter(({ type }) => type === "message_posted")).toHaveLength(3);
    }
    // The lock is released: the same subject again.
    expect((await ask(ana, queue, "gate 4")).place).toMatchObject({ position: 2, of: 2 });
    const estimate = await isTold(ben, "queue_place", ({ place: { position, of } }) => position === 1 && of === 2);
    expect(estimate.place.estimatedWaitMs).toBeUndefined();
  });

  test("goes to the agent who waits for the next one, the moment somebody asks", async () => {
    const queue = "waiting";
    await story.queue(queue);
    const [olga, ana] = [await organizer("olga-w"), await participant("ana-w")];
    expect(await olga.ask("wait_for_request", { queue, key: newKey() })).toEqual({});
    const { request, room } = await ask(ana, queue, "", "Help!");
    const added = await hears(olga, "inbox:olga-w", "room_added");
    expect(added.data.room).toBe(room!);

    // She waits no longer: the next request is for who waits then.
    expect((await ask(ana, queue, "more")).room).toBeUndefined();
    await olga.ask("close_request", { queue, key: newKey(), request });
  });

  test("is offered, declined, offered to the next, lapses, and is accepted", async () => {
    const queue = "offers";
    await story.queue(queue, { assign: "offer", offerLease: "400ms" });
    const [olga, otto, ana] = [await organizer("olga-o"), await organizer("otto-o"), await participant("ana-o")];
    for (const agent of [olga, otto]) {
      await agent.ask("open_queue", { queue });
      await agent.ask("wait_for_request", { queue, key: newKey() });
    }
    const { request } = await ask(ana, queue, "", "Who comes?");
    const offered = (agent: string) =>
      hears(otto, `queue:${queue}`, "request_offered", ({ data }) => data.agent === agent);
    expect((await offered("olga-o")).data.request).toBe(request);
    expect(await otto.refused("accept_offer", { queue, key: newKey(), request })).toMatchObject({ code: "offer_gone" });
    expect(await otto.refused("take_request", { queue, key: newKey(), request })).toMatchObject({
      code: "request_taken",
    });

    await olga.ask("decline_offer", { queue, key: newKey(), request });
    const next = await offered("otto-o");
    const lapsed = await hears(otto, `queue:${queue}`, "offer_lapsed");
    expect(lapsed.data).toEqual({ request, agent: "otto-o" });
    expect(lapsed.at).toBeGreaterThanOrEqual(next.data.until);

    // Who declined can still be asked by name.
    await otto.ask("offer_request", { queue, key: newKey(), request, to: "olga-o" });
    await hears(olga, `queue:${queue}`, "request_offered", ({ seq }) => seq > lapsed.seq);
    const { room } = await olga.ask("accept_offer", { queue, key: newKey(), request });
    expect((await ana.ask("open_room", { room })).state.memberCount).toBe(2);
  });

  test("is handed to another agent, back to the queue, and taken up again with its conversation", async () => {
    const queue = "transfers";
    await story.queue(queue);
    const [olga, otto, ana] = [await organizer("olga-t"), await organizer("otto-t"), await participant("ana-t")];
    await ask(ana, queue, "", "First words");
    const { request, room } = await olga.ask("take_request", { queue, key: newKey() });
    await ana.ask("open_room", { room });
    expect(await olga.refused("transfer_request", { queue, key: newKey(), request, to: "nobody" })).toMatchObject({
      code: "agent_away",
    });
    await olga.ask("transfer_request", { queue, key: newKey(), request, to: "otto-t" });
    await hears(ana, `room:${room}`, "member_joined", ({ data }) => data.user === "otto-t");
    expect(await olga.refused("send_message", { room, key: newKey(), text: "Still me" })).toMatchObject({
      code: "not_a_member",
    });

    await otto.ask("transfer_request", { queue, key: newKey(), request });
    await hears(ana, "inbox:ana-t", "request_moved", ({ data }) => data.status === "waiting");
    await ana.ask("send_message", { room, key: newKey(), text: "Is somebody there?" });
    expect(await olga.ask("take_request", { queue, key: newKey() })).toEqual({ request, room });
    const { events } = await olga.ask("open_room", { room });
    expect(events.flatMap(({ data }) => data["text"] ?? [])).toEqual(["First words", "Is somebody there?"]);
  });

  test("is withdrawn by who asked, as long as nobody helps", async () => {
    const queue = "withdrawals";
    await story.queue(queue);
    const [olga, ana, ben] = [await organizer("olga-d"), await participant("ana-d"), await participant("ben-d")];
    const { request } = await ask(ana, queue, "x");
    expect(await ben.refused("withdraw_request", { queue, key: newKey(), request })).toMatchObject({
      code: "no_such_request",
    });
    await ana.ask("withdraw_request", { queue, key: newKey(), request });
    expect(await olga.refused("take_request", { queue, key: newKey(), request })).toMatchObject({
      code: "no_such_request",
    });
    const again = await ask(ana, queue, "x");
    await olga.ask("take_request", { queue, key: newKey() });
    expect(await ana.refused("withdraw_request", { queue, key: newKey(), request: again.request })).toMatchObject({
      code: "request_taken",
    });
  });

  test("is abandoned when who asked is gone for good, and not when they come back", async () => {
    const queue = "abandoned";
    await story.queue(queue, { abandonAfter: "300ms" });
    const [olga, ana, ben] = [await organizer("olga-a"), await participant("ana-a"), await participant("ben-a")];
    await olga.ask("open_queue", { queue });
    const { request } = await ask(ana, queue, "");
    const kept = await ask(ben, queue, "");
    await ben.leave();
    const back = await participant("ben-a");
    await ana.leave();
    expect((await hears(olga, `queue:${queue}`, "request_abandoned")).data.request).toBe(request);
    expect((await olga.ask("open_queue", { queue })).state.requests.map(({ id }) => id)).toEqual([kept.request]);
    await back.settled();
    const returned = await participant("ana-a");
    expect((await ask(returned, queue, "")).place?.position).toBe(2);
  });

  test("can be forced out of every state by a moderator, and by nobody else", async () => {
    const queue = "forced";
    await story.queue(queue);
    const [olga, otto, ana] = [await organizer("olga-f"), await organizer("otto-f"), await participant("ana-f")];
    const mod = await story.person("mod-f", ["moderator"]);
    const { request } = await ask(ana, queue, "");
    const force = (to: { status: "waiting" } | { status: "closed" } | { status: "taken"; agent: string }) =>
      mod.ask("force_request", { queue, key: newKey(), request, to });
    expect(
      await olga.refused("force_request", { queue, key: newKey(), request, to: { status: "closed" } }),
    ).toMatchObject({ code: "not_allowed", message: "Only a moderator can force requests." });

    await force({ status: "taken", agent: "olga-f" });
    const { data } = await hears(olga, "inbox:olga-f", "room_added");
    await force({ status: "taken", agent: "otto-f" });
    await hears(olga, "inbox:olga-f", "room_removed", (event) => event.data.room === data.room);
    expect((await hears(otto, "inbox:otto-f", "room_added")).data.room).toBe(data.room);
    await force({ status: "waiting" });
    await hears(otto, "inbox:otto-f", "room_removed");
    await force({ status: "closed" });
    await hears(ana, "inbox:ana-f", "request_moved", (event) => event.data.status === "closed");
    expect((await rest(story.url, "GET", `/rooms/${data.room}`, undefined, tokenOf("ana-f"))).body).toMatchObject({
      state: { closed: { by: "mod-f" } },
    });
  });

  test("[QUEUE-4] who answers while a colleague just has is told before it is sent", async () => {
    const queue = "colleagues";
    await story.queue(queue);
    const [olga, ana] = [await organizer("olga-s"), await participant("ana-s")];
    const mod = await story.person("otto-s", ["organizer"], { scope: "server" });
    await ask(ana, queue, "", "Where is the exit?");
    const { room } = await olga.ask("take_request", { queue, key: newKey() });
    const { head } = await olga.ask("open_room", { room });
    await mod.ask("set_member", { room, key: newKey(), user: "otto-s", role: "organizer" });
    await mod.ask("send_message", { room, key: newKey(), text: "On the left." });

    expect(
      await olga.refused("send_message", { room, key: newKey(), text: "On the right.", seenSeq: head }),
    ).toMatchObject({ code: "someone_answered", message: "Another organizer has just answered. Read that first." });
    const { seq } = await hears(olga, `room:${room}`, "message_posted", ({ actor }) => actor === "otto-s");
    await olga.ask("send_message", { room, key: newKey(), text: "Right, left.", seenSeq: seq });
  });

  test("goes back to the queue when its agent leaves, and ends when who asked leaves", async () => {
    const queue = "leaving";
    await story.queue(queue);
    const [olga, ana] = [await organizer("olga-l"), await participant("ana-l")];
    const { request } = await ask(ana, queue, "");
    const { room } = await olga.ask("take_request", { queue, key: newKey() });
    await olga.ask("leave_room", { room, key: newKey() });
    await hears(ana, "inbox:ana-l", "request_moved", ({ data }) => data.status === "waiting");
    expect(await olga.ask("take_request", { queue, key: newKey() })).toEqual({ request, room });
    await ana.ask("leave_room", { room, key: newKey() });
    await hears(ana, "inbox:ana-l", "request_moved", ({ data }) => data.status === "abandoned");
    expect((await olga.ask("open_queue", { queue })).state.requests).toEqual([]);
    expect((await olga.ask("open_room", { room })).state.closed).toMatchObject({ reason: "ana-l has left." });
  });

  test("goes back to the queue when its agent is gone for so long, where the policy says so", async () => {
    const queue = "gone";
    await story.queue(queue, { returnAfter: "200ms" });
    const [olga, otto, ana] = [await organizer("olga-g"), await organizer("otto-g"), await participant("ana-g")];
    await ask(ana, queue, "");
    const { request, room } = await olga.ask("take_request", { queue, key: newKey() });
    await otto.ask("wait_for_request", { queue, key: newKey() });
    await olga.leave();
    expect((await hears(otto, "inbox:otto-g", "room_added")).data.room).toBe(room);
    await otto.ask("close_request", { queue, key: newKey(), request });
  });
});

describe("a queue", () => {
  test("[KIND-1] gets its kind's new rules by an event, and whoever waits in it waits on", async () => {
    const queue = "changing";
    await story.queue(queue);
    const [ana, ben, olga] = [
      story.sdk("ana-c", ["participant"]),
      await participant("ben-c"),
      story.sdk("olga-c", ["organizer"]),
    ];
    const desk = queueOf(olga, queue);
    await desk.open();
    const asked = await ana.ask("request_help", { queue, key: ana.newKey(), subject: "gate 1", description: "Before" });
    await olga.ask("take_request", { queue, key: olga.newKey() });
    const { request } = await ask(ben, queue, "gate 2", "Afterwards");

    await story.kind("helpdesk", queue, { messages: { maxLength: 10 } });
    expect(desk.state.get()?.kind).toMatchObject({ version: 1, messages: { maxLength: 2_000 } });
    expect(await ben.refused("change_queue", { queue, key: newKey() })).toMatchObject({
      code: "not_allowed",
      message: "Only a back end can change a queue.",
    });
    const key = newKey();
    const put = () => rest(story.url, "PUT", `/queues/${queue}`, { key, title: "Gates" });
    expect(await put()).toEqual({ status: 200, body: { queue, version: 2 } });
    expect(await put()).toEqual({ status: 200, body: { queue, version: 2 } });
    const state = await until(desk.state, (now) => now?.title === "Gates");
    expect(state?.kind).toMatchObject({ version: 2, messages: { maxLength: 10 } });
    expect(state?.requests.has(request)).toBe(true);

    // A conversation keeps the rules that it began with; the next one begins with the new ones.
    const [first, second] = [ana.room(asked.request), await olga.ask("take_request", { queue, key: olga.newKey() })];
    await first.open();
    await first.send("a sentence of more than ten letters");
    await ben.ask("open_room", { room: second.room });
    expect(
      await ben.refused("send_message", { room: second.room, key: newKey(), text: "more than ten letters" }),
    ).toMatchObject({ code: "message_too_long" });
    expect((await rest(story.url, "PUT", "/queues/nowhere", { key })).status).toBe(404);
    desk.close();
  });
});

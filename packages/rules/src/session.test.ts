import { beforeEach, describe, expect, test } from "bun:test";
import { can } from "./can.ts";
import { takenOut } from "./ending.ts";
import { extendSession, fireSession, pauseSession, resumeSession, sessionDeadlines, startSession } from "./session.ts";
import { timeLeftMs } from "./session-phase.ts";
import { takeSeat } from "./take-seat.ts";
import { kindOf, World } from "./testing/world.ts";

const MINUTE = 60_000;
let world: World;
let start: number;

beforeEach(() => {
  world = new World();
  world.createRoom(kindOf("coached"), "room", { subject: "red wine", host: { id: "ann", name: "Ann" } });
  sit("ben", "client");
  sit("ann", "assistant");
  start = world.now;
});

function sit(id: string, role: string) {
  const verdict = takeSeat(world.room(), { id, name: id, roles: [role] }, {}, world);
  if (!verdict.ok) throw new Error(verdict.reason);
  world.store(verdict.drafts, id);
}

/** What the server does when it wakes up at a time: everything that is due. */
function wakeAt(at: number): string[] {
  world.now = at;
  const before = world.story("room:room").length;
  for (let turn = 0; turn < 20; turn++) {
    const firing = fireSession(world.room(), world.now);
    if (!firing) return world.story("room:room").slice(before);
    world.store(firing.drafts, "system");
  }
  throw new Error("deadlines never end");
}

/** The assistant says something now and then, so that nothing but the clock ends the conversation. */
function talkUntil(at: number) {
  while (world.now + MINUTE < at) {
    world.now += MINUTE;
    world.post("ann", "still here");
  }
}

const speak = (id: string) =>
  can({ id, member: world.room().members.get(id), server: false }, { do: "send" }, world.room(), world.now);

describe("a session", () => {
  test("runs its course: warnings, the end of the time, the way back with the token", () => {
    talkUntil(start + 12 * MINUTE);
    expect(wakeAt(start + 12 * MINUTE)).toEqual(["session_warned"]);
    talkUntil(start + 16 * MINUTE);
    expect(wakeAt(start + 16 * MINUTE)).toEqual(["session_warned"]);
    world.post("ann", "one minute left");
    expect(wakeAt(start + 17 * MINUTE)).toEqual(["session_wrapping_up"]);
    expect(wakeAt(start + 17 * MINUTE + 14_999)).toEqual([]);
    expect(wakeAt(start + 17 * MINUTE + 15_000)).toEqual([
      "session_ended",
      "room_closed",
      "member_left",
      "member_left",
    ]);
    expect(world.room().session).toMatchObject({ phase: "ended", why: "time", token: "redwine:none:ann:ben" });
    expect(world.logs.get("inbox:ben")?.at(-1)?.data).toEqual({
      room: "room",
      to: "coached",
      token: "redwine:none:ann:ben",
      title: "",
      why: "time",
    });
    expect(world.inbox("ben").rooms.size).toBe(0);
    expect(world.inbox("ben").ended.map(({ token }) => token)).toEqual(["redwine:none:ann:ben"]);
  });

  test("nothing can be sent after the time is over, also when nobody has noticed that it is", () => {
    talkUntil(start + 17 * MINUTE);
    world.now = start + 17 * MINUTE - 1;
    expect(speak("ben")).toEqual({ ok: true });
    world.now = start + 17 * MINUTE;
    expect(speak("ben")).toMatchObject({ code: "session_over" });
    expect(can({ id: "x", member: undefined, server: true }, { do: "send" }, world.room(), world.now)).toMatchObject({
      code: "session_over",
    });
  });

  test("a server that slept through everything ends it at once, and for the first reason there was", () => {
    expect(wakeAt(start + 60 * MINUTE)).toEqual(["session_ended", "room_closed", "member_left", "member_left"]);
    expect(world.room().session).toMatchObject({ why: "idle" });
  });

  test("a server that slept through two warnings gives the last one only", () => {
    talkUntil(start + 16.5 * MINUTE);
    expect(wakeAt(start + 16.5 * MINUTE)).toEqual(["session_warned"]);
    expect(world.room().session).toMatchObject({ toldLeftMs: MINUTE });
  });

  test("two servers fire the same deadline under the same key", () => {
    world.now = start + 20 * MINUTE;
    expect(fireSession(world.room(), world.now)).toEqual(fireSession(world.room(), world.now + 5_000));
  });

  test("an idle assistant ends it; typing is not idle, and a client's words do not count", () => {
    world.now = start + 60_000;
    world.post("ben", "hello?");
    expect(wakeAt(start + 89_999)).toEqual([]);
    expect(fireSession(world.room(), start + 95_000, (user) => (user === "ann" ? start + 10_000 : undefined))).toBe(
      undefined,
    );
    wakeAt(start + 90_000);
    expect(world.room().session).toMatchObject({ phase: "ended", why: "idle" });
  });

  test("whoever is left alone goes back too, unless the other returns in time", () => {
    world.store(takenOut("room", { id: "ben", name: "ben" }), "ben");
    world.now += 4_999;
    expect(wakeAt(world.now)).toEqual([]);
    sit("ben", "client");
    expect(wakeAt(world.now + 10_000)).toEqual([]);

    world.store(takenOut("room", { id: "ann", name: "ann" }), "ann");
    wakeAt(world.now + 5_000);
    expect(world.room().session).toMatchObject({ why: "alone", token: "redwine:none:ann:ben" });
  });

  test("the clock stands while it is paused, and nobody is idle or late in between", () => {
    world.now = start + 10_000;
    const pausing = pauseSession(world.room(), world.now);
    if (pausing.ok) world.store(pausing.drafts, "mod");
    expect(speak("ben")).toMatchObject({ code: "session_paused" });
    expect(wakeAt(start + 60 * MINUTE)).toEqual([]);
    expect(timeLeftMs(world.room().session, world.now)).toBe(17 * MINUTE - 10_000);

    const resuming = resumeSession(world.room(), world.now);
    if (resuming.ok) world.store(resuming.drafts, "mod");
    expect(speak("ben")).toEqual({ ok: true });
    expect(wakeAt(world.now + 80_000)).toEqual([]);
    expect(world.room().session).toMatchObject({ phase: "running", endsAt: start + 77 * MINUTE - 10_000 });
  });

  test("more time means the warnings that lie ahead come again, and no others", () => {
    talkUntil(start + 16 * MINUTE);
    wakeAt(start + 16 * MINUTE);
    const more = extendSession(world.room(), 90_000, world.now);
    if (more.ok) world.store(more.drafts, "mod");
    const warnings = sessionDeadlines(world.room()).filter(({ what }) => what === "warn");
    expect(warnings.map(({ leftMs, at }) => [leftMs, at])).toEqual([[MINUTE, start + 17.5 * MINUTE]]);
  });

  test.each([
    ["pause", pauseSession],
    ["resume", resumeSession],
    ["extend", (room: Parameters<typeof pauseSession>[0], now: number) => extendSession(room, 1_000, now)],
  ] as const)("%s after the end is refused", (_, act) => {
    wakeAt(start + 60 * MINUTE);
    expect(act(world.room(), world.now)).toMatchObject({ code: "session_over" });
  });

  test("before everybody is here nothing can be sent, but by a back end", () => {
    const early = new World();
    early.createRoom(kindOf("coached"));
    early.join("ben", "client");
    const ben = { id: "ben", member: early.room().members.get("ben"), server: false };
    expect(can(ben, { do: "send" }, early.room(), early.now)).toMatchObject({ code: "session_waiting" });
    expect(can({ ...ben, server: true }, { do: "send" }, early.room(), early.now)).toEqual({ ok: true });
    expect(sessionDeadlines(early.room())).toEqual([]);
  });

  test("one that starts on creation starts without seats, and starts once", () => {
    const interview = new World();
    interview.createRoom(kindOf("interview", { session: { starts: "on-creation", lasts: "1h" } }));
    const drafts = startSession(interview.room(), interview.now, () => false);
    interview.store(
      drafts.map((draft) => ({ stream: "room:room", draft })),
      "system",
    );
    expect(interview.room().session).toMatchObject({ phase: "running", endsAt: interview.now + 60 * MINUTE });
    expect(startSession(interview.room(), interview.now, () => true)).toEqual([]);
  });

  test("where people stay, the room stays open for reading and nothing more is said", () => {
    const stay = new World();
    stay.createRoom(kindOf("interview", { session: { starts: "on-creation", lasts: "1h", onEnd: "stay" } }));
    stay.join("ann", "member");
    for (const draft of startSession(stay.room(), stay.now, () => true))
      stay.store([{ stream: "room:room", draft }], "s");
    const firing = fireSession(stay.room(), stay.now + 60 * MINUTE);
    stay.store(firing?.drafts ?? [], "system");
    const ann = { id: "ann", member: stay.room().members.get("ann"), server: false };
    expect(stay.room().closed).toBe(undefined);
    expect(can(ann, { do: "read" }, stay.room())).toEqual({ ok: true });
    expect(can(ann, { do: "send" }, stay.room(), stay.now)).toMatchObject({ code: "session_over" });
  });
});

import { describe, expect, test } from "bun:test";
import type { CommandName, PayloadInput, StoredEvent } from "@parlor/protocol";
import { PRESETS } from "@parlor/rules";
import { type Chance, chanceOf } from "../support/chance.ts";
import { type Chatter, newKey, Refused } from "../support/chatter.ts";
import { hears } from "../support/hears.ts";
import { faultsOfQueue, faultsOfRoom } from "../support/judge.ts";
import { logOf } from "../support/log-of.ts";
import { StoryServer } from "../support/story-server.ts";

const story = StoryServer.forThisFile();
const SEEDS = [1, 2, 3];
const ACTS = 40;

/** Somebody who does what chance says, whether they may or not. */
class Somebody {
  readonly id: string;
  readonly #roles: readonly string[];
  #chatter: Chatter | undefined;
  readonly #chance: Chance;

  constructor(id: string, roles: readonly string[], chance: Chance) {
    this.id = id;
    this.#roles = roles;
    this.#chance = chance;
  }

  async act(next: (chance: Chance) => Wish): Promise<void> {
    for (let count = 0; count < ACTS; count++) {
      // Now and then the network goes away.
      if (this.#chance.oneIn(12)) await this.#chatter?.leave();
      if (!this.#chatter || this.#chatter.isClosed) this.#chatter = await story.person(this.id, this.#roles);
      await this.#wish(this.#chatter, next(this.#chance));
    }
    await this.#chatter?.leave();
  }

  async #wish(chatter: Chatter, { type, payload }: Wish): Promise<void> {
    try {
      await chatter.ask(type, payload);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      // The rules say no all the time; that the server could not would be a fault.
      if (error.refusal.code === "server_error" || error.refusal.code === "bad_payload") throw error;
    }
  }
}

interface Wish {
  readonly type: CommandName;
  readonly payload: PayloadInput<CommandName>;
}
const wish = <Name extends CommandName>(type: Name, payload: PayloadInput<Name>): Wish => ({ type, payload });

function inRoom(room: string, chance: Chance): Wish {
  const key = newKey();
  const target = { room, key, seq: 1 + chance.below(20) };
  switch (chance.below(9)) {
    case 0:
      return wish("join_room", { room, key });
    case 1:
      return wish("open_room", { room });
    case 2:
      return wish("leave_room", { room, key, ...(chance.oneIn(3) && { user: `p${chance.below(6)}` }) });
    case 3:
      return wish("edit_message", { ...target, text: "edited" });
    case 4:
      return wish("delete_message", target);
    case 5:
      return chance.oneIn(15) ? wish("close_room", { room, key }) : wish("react", { ...target, emoji: "👍" });
    default:
      return wish("send_message", { room, key, text: `words ${chance.below(1_000)}` });
  }
}

describe.each(PRESETS.map(({ name }) => name).filter((name) => name !== "coached" && name !== "helpdesk"))(
  "a crowd in rooms of kind %s",
  (name) => {
    test.each(SEEDS)("breaks no rule that the log could show (seed %i)", async (seed) => {
      const kind = `${name}-crowd`;
      const room = `${kind}-${seed}`;
      const timed = seed % 2 === 0 ? {} : { session: { starts: "on-creation", lasts: "60ms", onEnd: "stay" } as const };
      await story.kind(name, kind, { create: "anyone", limits: { send: "1000/1s" }, ...timed });
      await (await story.person("owner")).ask("create_room", { room, key: newKey(), kind, members: ["p0"] });
      const people = Array.from({ length: 6 }, (_, no) => new Somebody(`p${no}`, [], chanceOf(seed * 100 + no)));
      await Promise.all(people.map((person) => person.act((chance) => inRoom(room, chance))));

      const log = await logOf(story.door, room);
      expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
      expect(faultsOfRoom(room, log)).toEqual([]);
      expect(log.length).toBeGreaterThan(5);
    });
  },
);

test.each(SEEDS)(
  "[SEAT-1] a crowd in a lobby takes no seat twice, and every conversation ends (seed %i)",
  async (seed) => {
    const lobby = `lobby-crowd-${seed}`;
    await story.kind("coached", lobby, {
      session: { starts: "when-full", lasts: "150ms", wrapUp: "20ms", leftAlone: "30ms", onEnd: "lobby" },
      seats: { total: 2, roles: { assistant: { max: 1, reserved: 1 } }, keepFor: "100ms" },
    });
    const host = await story.person(`host-${seed}`, ["assistant"]);
    const watcher = await story.person(`watcher-${seed}`);
    await watcher.ask("open_lobby", { lobby });
    await host.ask("go_online", { lobby, interests: ["wine", "cheese"] });
    const rooms = new Set<string>();
    const open = async (): Promise<string[]> => {
      const listed = (await watcher.ask("open_lobby", { lobby })).rooms.map(({ room }) => room);
      for (const room of listed) rooms.add(room);
      return listed;
    };
    const people = Array.from({ length: 6 }, (_, no) => {
      const role = no === 0 ? "assistant" : "client";
      return new Somebody(`l${seed}-${no}`, [role], chanceOf(seed * 100 + no));
    });
    let listed = await open();
    const looking = people.map((person) =>
      person.act((chance) => {
        void open().then((now) => (listed = now.length > 0 ? now : listed));
        const room = listed.length > 0 ? chance.of(listed) : "none";
        return chance.oneIn(2) ? wish("take_seat", { room, key: newKey() }) : inRoom(room, chance);
      }),
    );
    await Promise.all(looking);

    // Everybody is gone but the host: what runs still comes to its end.
    let conversations = 0;
    for (const room of rooms) {
      const events: StoredEvent[] = await logOf(story.door, room);
      if (events.some(({ type }) => type === "session_started")) {
        conversations++;
        const backEnd = await story.backEnd();
        await backEnd.ask("open_room", { room });
        await hears(backEnd, `room:${room}`, "session_ended");
      }
      expect(faultsOfRoom(room, await logOf(story.door, room))).toEqual([]);
    }
    expect(conversations).toBeGreaterThan(0);
  },
);

test.each(SEEDS)(
  "[QUEUE-1] [QUEUE-3] a crowd at a help desk takes no request twice, and every request ends (seed %i)",
  async (seed) => {
    const queue = `desk-crowd-${seed}`;
    const offers = seed % 2 === 0 ? ({ assign: "offer", offerLease: "30ms" } as const) : {};
    await story.queue(queue, { ...offers, abandonAfter: "200ms", returnAfter: "100ms" });
    const watcher = await story.person(`mod-${seed}`, ["moderator"]);
    const { epoch } = await watcher.ask("open_queue", { queue });
    const requests = (): string[] =>
      watcher
        .events(`queue:${queue}`)
        .flatMap(({ type, data }) => (type === "help_requested" ? String(data["request"]) : []));
    const people = Array.from({ length: 8 }, (_, no) => {
      const role = no < 4 ? "participant" : no < 7 ? "organizer" : "moderator";
      return new Somebody(`d${seed}-${no}`, [role], chanceOf(seed * 100 + no));
    });
    await Promise.all(people.map((person) => person.act((chance) => atDesk(queue, requests(), seed, chance))));

    // Everybody is gone. Who asked is gone for good, and what an agent held comes back and ends with its asker.
    const ended = ["request_closed", "request_withdrawn", "request_abandoned"];
    const over = () => watcher.events(`queue:${queue}`).filter(({ type }) => ended.includes(type)).length;
    await watcher.until(() => over() === requests().length);

    const log = [...(await queueLog(watcher, queue, epoch))];
    const { faults, open } = faultsOfQueue(queue, log);
    expect(faults).toEqual([]);
    expect(open).toEqual([]);
    expect(requests().length).toBeGreaterThan(3);
    const taken = log.flatMap(({ type, data }) => (type === "request_taken" ? String(data["room"]) : []));
    for (const room of new Set(taken)) {
      const events = await logOf(story.door, room);
      expect(faultsOfRoom(room, events)).toEqual([]);
      expect(events.filter(({ type }) => type === "room_closed")).toHaveLength(1);
    }
  },
);

function atDesk(queue: string, requests: readonly string[], seed: number, chance: Chance): Wish {
  const key = newKey();
  const request = requests.length > 0 ? chance.of(requests.slice(-4)) : "none";
  const to = `d${seed}-${4 + chance.below(3)}`;
  switch (chance.below(13)) {
    case 0:
    case 1:
    case 2:
      return wish("request_help", { queue, key, subject: `${chance.below(2)}`, description: "Help" });
    case 3:
    case 4:
      return wish("take_request", { queue, key, ...(chance.oneIn(2) && { request }) });
    case 5:
      return wish("wait_for_request", { queue, key });
    case 6:
      return wish("offer_request", { queue, key, request, to });
    case 7:
      return wish(chance.oneIn(2) ? "accept_offer" : "decline_offer", { queue, key, request });
    case 8:
      return wish("transfer_request", { queue, key, request, ...(chance.oneIn(2) && { to }) });
    case 9:
      return wish("close_request", { queue, key, request });
    case 10:
      return wish("withdraw_request", { queue, key, request });
    case 11:
      return wish("force_request", { queue, key, request, to: { status: "taken", agent: to } });
    default:
      return inRoom(request, chance);
  }
}

/** From its first event on: what was heard live, after what the opening told. */
async function queueLog(watcher: Chatter, queue: string, epoch: string): Promise<readonly StoredEvent[]> {
  const { events } = await watcher.ask("open_queue", { queue, after: { epoch, seq: 0 } });
  return events.length > 0 ? events : watcher.events(`queue:${queue}`);
}

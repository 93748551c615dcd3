import type { StoredEvent } from "@parlor/protocol";
import type { BadNetwork } from "./bad-network.ts";
import { type Chance, chanceOf } from "./chance.ts";
import { Chatter, newKey, persistently } from "./chatter.ts";
import { type Folded, foldOf } from "./held-log.ts";
import { logOf } from "./log-of.ts";
import type { Answer, Wish } from "./traveller.ts";

/** Somebody with a client of whatever make. */
export interface Person {
  /** Resolves with the answer, whichever attempt it came to. */
  wish(wish: Wish): Promise<Answer>;
  /** Resolves when all of the room up to `head` is held. */
  holds(room: string, head: number): Promise<void>;
  /** What the events they hold add up to. */
  folded(room: string): Folded;
  /** What a server must never do, as it was noticed. */
  readonly complaints: readonly string[];
  stop(): Promise<void>;
}

export interface HistorySettings {
  /** Of the server that lives at the moment. */
  readonly door: () => Promise<string>;
  readonly room: string;
  readonly seed: number;
  readonly newNetwork: (door: () => Promise<string>, seed: number) => Promise<BadNetwork>;
  readonly newPerson: (user: string, room: string, door: string) => Person;
}

export interface HistoryEnd {
  /** Whatever is not as docs/PROTOCOL.md promises. */
  readonly faults: readonly string[];
  /** How many connections broke meanwhile. */
  readonly broken: number;
  readonly messages: number;
  readonly events: number;
}

/**
 * One short history: people with a bad network talk in one room until all they wanted is answered. Then the network
 * is good, and everybody must hold what the log holds.
 */
export async function liveThrough({ door, room, seed, newNetwork, newPerson }: HistorySettings): Promise<HistoryEnd> {
  const chance = chanceOf(seed);
  const key = newKey();
  await persistently(async () => {
    const owner = await Chatter.as(await door(), "owner");
    await owner.ask("create_room", { key, room, kind: "community", members: ["ana", "ben"] });
    await owner.leave();
  });

  // Ana has two devices.
  const users = ["ana", "ana", "ben"];
  const networks = await Promise.all(users.map((_, line) => newNetwork(door, seed * 10 + line)));
  const people = users.map((user, line) => newPerson(user, room, networks[line]!.door));
  const talk = new Talk(room, chance);
  for (let count = 5 + chance.below(12); count > 0; count--) await talk.goOn(chance.of(people));
  await talk.over();
  const broken = networks.reduce((sum, network) => sum + network.broken, 0);

  for (const network of networks) network.calmDown();
  await talk.lastWords(people);
  const log = await persistently(async () => logOf(await door(), room));
  await Promise.all(people.map((person) => person.holds(room, log.length)));
  const faults = [
    ...faultsOfLog(log, talk.stored),
    ...(await Promise.all(people.map((person) => faultsOf(person, talk, room, log)))).flat(),
  ];
  await Promise.all(people.map((person) => person.stop()));
  await Promise.all(networks.map((network) => network.end()));
  return { faults, broken, messages: talk.stored, events: log.length };
}

function faultsOfLog(log: readonly StoredEvent[], stored: number): string[] {
  const hole = log.findIndex(({ seq }, index) => seq !== index + 1);
  const messages = log.filter(({ type }) => type === "message_posted").length;
  return [
    ...(hole >= 0 ? [`the log has seq ${log[hole]?.seq} in place ${hole + 1}`] : []),
    ...(messages !== stored ? [`${stored} messages were confirmed, and the log has ${messages}`] : []),
  ];
}

async function faultsOf(person: Person, talk: Talk, room: string, log: readonly StoredEvent[]): Promise<string[]> {
  const [held, truth] = [person.folded(room), foldOf(room, log)];
  const seqs = await talk.seqsOf(person);
  const disorder = seqs.findIndex((seq, index) => index > 0 && seq <= seqs[index - 1]!);
  return [
    ...person.complaints,
    ...differences(held, truth),
    ...(disorder >= 0 ? [`said in order, stored as ${seqs.join(", ")}`] : []),
  ];
}

/** Where two folds differ, in short. */
function differences(held: Folded, truth: Folded): string[] {
  const state = { what: "state", one: held.state as unknown, other: truth.state as unknown };
  const count = Math.max(held.messages.length, truth.messages.length);
  const messages = Array.from({ length: count }, (_, index) => ({
    what: `message ${index + 1}`,
    one: held.messages[index] as unknown,
    other: truth.messages[index] as unknown,
  }));
  return [state, ...messages]
    .filter(({ one, other }) => !Bun.deepEquals(one, other))
    .map(({ what, one, other }) => `${what} is held as ${JSON.stringify(one)}, the log has ${JSON.stringify(other)}`);
}

const EMOJI = ["👍", "👎", "🎉"];
/** Of one device: below what the kind allows in ten seconds, also when some are said twice. */
const MOST_MESSAGES = 2;

/** What people say and do to each other's messages, as a seed has it. */
class Talk {
  readonly #room: string;
  readonly #chance: Chance;
  readonly #posted: number[] = [];
  readonly #acts: Promise<Answer>[] = [];
  readonly #sends = new Map<Person, Promise<Answer>[]>();
  /** How many messages were confirmed. */
  stored = 0;

  constructor(room: string, chance: Chance) {
    this.#room = room;
    this.#chance = chance;
  }

  async goOn(person: Person): Promise<void> {
    const act = this.#act(person);
    this.#acts.push(act);
    // Some wait for the answer before they go on, some do not.
    if (this.#posted.length === 0 || this.#chance.oneIn(2)) {
      const answer = await act;
      if (answer.ok) this.#posted.push(answer.seq);
    }
  }

  async over(): Promise<void> {
    await Promise.all(this.#acts);
  }

  /** A message of everybody, so that the log ends with one. */
  async lastWords(people: readonly Person[]): Promise<void> {
    await Promise.all(people.map((person) => this.#send(person, [])));
  }

  /** Where somebody's messages lie in the log, in the order in which they were said. */
  async seqsOf(person: Person): Promise<number[]> {
    const answers = await Promise.all(this.#sends.get(person) ?? []);
    return answers.flatMap((answer) => (answer.ok ? answer.seq : []));
  }

  #send(person: Person, mentions: string[]): Promise<Answer> {
    const key = newKey();
    const text = `${key} ${"x".repeat(this.#chance.below(400))}`;
    const answer = person.wish({ type: "send_message", room: this.#room, key, mentions, text });
    void answer.then(({ ok }) => (this.stored += ok ? 1 : 0));
    this.#sends.set(person, [...(this.#sends.get(person) ?? []), answer]);
    return answer;
  }

  #act(person: Person): Promise<Answer> {
    const room = this.#room;
    const key = newKey();
    const target = this.#posted.length > 0 ? this.#chance.of(this.#posted) : undefined;
    const said = this.#sends.get(person)?.length ?? 0;
    if (target === undefined || (said < MOST_MESSAGES && this.#chance.oneIn(2))) {
      // A stranger's inbox is in nobody's memory: such a message takes longer, and may not be overtaken for it.
      return this.#send(person, this.#chance.oneIn(3) ? ["ana", "ben", `stranger ${key}`] : []);
    }
    switch (this.#chance.below(4)) {
      case 0:
        return person.wish({ type: "delete_message", room, key, seq: target });
      case 1:
        return person.wish({ type: "edit_message", room, key, seq: target, text: `edited ${key}` });
      default: {
        const on = !this.#chance.oneIn(3);
        return person.wish({ type: "react", room, key, seq: target, emoji: this.#chance.of(EMOJI), on });
      }
    }
  }
}

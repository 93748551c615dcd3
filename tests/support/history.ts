import { expect } from "bun:test";
import type { BadNetwork } from "./bad-network.ts";
import { type Chance, chanceOf } from "./chance.ts";
import { Chatter, newKey } from "./chatter.ts";
import { foldOf } from "./held-log.ts";
import { logOf } from "./log-of.ts";
import { type Answer, Traveller } from "./traveller.ts";

export interface HistorySettings {
  readonly door: string;
  readonly room: string;
  readonly seed: number;
  readonly newNetwork: (seed: number) => Promise<BadNetwork>;
}

/**
 * One short history: people with a bad network talk in one room until all they wanted is answered. Then the network
 * is good, and everybody must hold what the log holds. Resolves with how many connections broke meanwhile.
 */
export async function liveThrough({ door, room, seed, newNetwork }: HistorySettings): Promise<number> {
  const chance = chanceOf(seed);
  const owner = await Chatter.as(door, "owner");
  await owner.ask("create_room", { key: newKey(), room, kind: "community", members: ["ana", "ben"] });
  await owner.leave();

  // Ana has two devices.
  const users = ["ana", "ana", "ben"];
  const networks = await Promise.all(users.map((_, line) => newNetwork(seed * 10 + line)));
  const people = users.map((user, line) => new Traveller(user, [room], () => networks[line]!.door));
  const talk = new Talk(room, chance);
  for (let count = 5 + chance.below(12); count > 0; count--) await talk.goOn(chance.of(people));
  await talk.over();
  const broken = networks.reduce((sum, network) => sum + network.broken, 0);

  for (const network of networks) network.calmDown();
  const log = await logOf(door, room);
  await Promise.all(people.map((person) => person.holds(room, log.length)));
  await Promise.all(people.map((person) => person.stop()));
  await Promise.all(networks.map((network) => network.end()));

  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
  for (const person of people) {
    expect(person.complaints).toEqual([]);
    expect(foldOf(room, person.logs[0]!.events())).toEqual(foldOf(room, log));
    expect(keysOf(log, talk.saidBy(person))).toEqual(talk.saidBy(person));
  }
  return broken;
}

/** Of these keys, the ones that the log has, as often and in the order in which it has them. */
export function keysOf(log: readonly { readonly key?: string | undefined }[], keys: readonly string[]): string[] {
  const wanted = new Set(keys);
  return log.flatMap(({ key }) => (key !== undefined && wanted.has(key) ? key : []));
}

const EMOJI = ["👍", "👎", "🎉"];
/** Of one device: below what the kind allows in ten seconds, also when some are said twice. */
const MOST_MESSAGES = 3;

/** What people say and do to each other's messages, as a seed has it. */
class Talk {
  readonly #room: string;
  readonly #chance: Chance;
  readonly #posted: number[] = [];
  readonly #acts: Promise<Answer>[] = [];
  readonly #said = new Map<Traveller, string[]>();

  constructor(room: string, chance: Chance) {
    this.#room = room;
    this.#chance = chance;
  }

  /** The keys of somebody's messages, in the order in which they said them. */
  saidBy(person: Traveller): string[] {
    return this.#said.get(person) ?? [];
  }

  async goOn(person: Traveller): Promise<void> {
    const said = this.#said.get(person) ?? [];
    this.#said.set(person, said);
    const act = this.#act(person, said);
    this.#acts.push(act);
    // Some wait for the answer before they go on, some do not.
    if (this.#posted.length === 0 || this.#chance.oneIn(2)) {
      const answer = await act;
      if (answer.ok && answer.seq !== undefined) this.#posted.push(answer.seq);
    }
  }

  async over(): Promise<void> {
    await Promise.all(this.#acts);
  }

  #act(person: Traveller, said: string[]): Promise<Answer> {
    const room = this.#room;
    const key = newKey();
    const target = this.#posted.length > 0 ? this.#chance.of(this.#posted) : undefined;
    if (target === undefined || (said.length < MOST_MESSAGES && this.#chance.oneIn(2))) {
      said.push(key);
      // A stranger's inbox is in nobody's memory: such a message takes longer, and may not be overtaken for it.
      const mentions = this.#chance.oneIn(3) ? ["ana", "ben", `stranger ${key}`] : [];
      return person.do("send_message", { room, key, mentions, text: `${key} ${"x".repeat(this.#chance.below(400))}` });
    }
    switch (this.#chance.below(4)) {
      case 0:
        return person.do("delete_message", { room, key, seq: target });
      case 1:
        return person.do("edit_message", { room, key, seq: target, text: `edited ${key}` });
      default:
        return person.do("react", {
          room,
          key,
          seq: target,
          emoji: this.#chance.of(EMOJI),
          on: !this.#chance.oneIn(3),
        });
    }
  }
}

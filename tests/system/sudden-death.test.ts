import { expect, setDefaultTimeout, test } from "bun:test";
import { type Chance, chanceOf } from "../support/chance.ts";
import { Chatter, newKey } from "../support/chatter.ts";
import { foldOf } from "../support/held-log.ts";
import { logOf } from "../support/log-of.ts";
import { MortalServer } from "../support/mortal-server.ts";
import { tokenOf } from "../support/tokens.ts";
import { type Answer, Traveller } from "../support/traveller.ts";

setDefaultTimeout(120_000);

const DEATHS = 20;
const ROOMS = ["one", "two"];
const IN_FLIGHT = 20;

/** Says one thing after another, twenty without an answer at a time, and remembers what was confirmed. */
class Speaker {
  readonly traveller: Traveller;
  readonly said = new Map<string, string[]>(ROOMS.map((room) => [room, []]));
  readonly confirmed = new Map<string, Answer>();
  readonly #underWay = new Set<Promise<void>>();

  constructor(user: string, mortal: MortalServer) {
    // A back end's token: these have no send limits.
    this.traveller = new Traveller(user, ROOMS, () => mortal.door(), tokenOf(user, { scope: "server" }));
  }

  /** Resolves when so many more are confirmed. */
  async speak(count: number, chance: Chance): Promise<void> {
    const enough = this.confirmed.size + count;
    while (this.confirmed.size < enough) {
      while (this.#underWay.size < IN_FLIGHT) this.#say(chance.of(ROOMS));
      await Promise.race(this.#underWay);
    }
  }

  async finish(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  #say(room: string): void {
    const key = newKey();
    this.said.get(room)?.push(key);
    const act = this.traveller
      .wish({ type: "send_message", room, key, text: `${this.traveller.user} says ${key}` })
      .then((answer) => {
        this.confirmed.set(key, answer);
        this.#underWay.delete(act);
      });
    this.#underWay.add(act);
  }
}

test("[DURABLE-1] [DURABLE-2] [DURABLE-4] [ONCE-1] [ORDER-1] [ORDER-3] twenty deaths in the middle of sending lose and double nothing", async () => {
  const mortal = await MortalServer.start();
  const owner = await Chatter.as(await mortal.door(), "owner");
  for (const room of ROOMS) await owner.ask("create_room", { key: newKey(), room, kind: "community" });

  const speakers = ["ana", "ben", "cleo"].map((user) => new Speaker(user, mortal));
  for (let death = 0; death < DEATHS; death++) {
    const chance = chanceOf(death);
    const goOn = Promise.all(speakers.map((speaker) => speaker.speak(10 + chance.below(60), chance)));
    // In the middle: when the first of them has got somewhere, the others are still waiting for answers.
    await Promise.race(speakers.map((speaker) => speaker.speak(1 + chance.below(40), chance)));
    await mortal.killAndRestart();
    await goOn;
  }
  await Promise.all(speakers.map((speaker) => speaker.finish()));

  const door = await mortal.door();
  for (const [index, room] of ROOMS.entries()) {
    const log = await logOf(door, room);
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, place) => place + 1));
    const bySeq = new Map(log.map((event) => [event.seq, event.key]));
    for (const { traveller, said, confirmed } of speakers) {
      const mine = said.get(room)!;
      expect(mine.length).toBeGreaterThan(DEATHS);
      expect(keysOf(log, mine)).toEqual(mine);
      for (const key of mine) {
        const answer = confirmed.get(key);
        expect(answer?.ok && bySeq.get(answer.seq)).toBe(key);
      }
      await traveller.holds(room, log.length);
      expect(traveller.complaints).toEqual([]);
      // What anybody heard before a death is what is stored now: ids, seqs and all.
      expect(traveller.logs[index]!.events()).toEqual(log);
      expect(foldOf(room, traveller.logs[index]!.events())).toEqual(foldOf(room, log));
    }
  }
  await Promise.all(speakers.map(({ traveller }) => traveller.stop()));
  await mortal.end();
});

/** Of these keys, the ones that the log has, as often and in the order in which it has them. */
function keysOf(log: readonly { readonly key?: string | undefined }[], keys: readonly string[]): string[] {
  const wanted = new Set(keys);
  return log.flatMap(({ key }) => (key !== undefined && wanted.has(key) ? key : []));
}

import { Chatter, newKey } from "./chatter.ts";
import { foldOf } from "./held-log.ts";
import { logOf } from "./log-of.ts";
import { tokenOf } from "./tokens.ts";
import { Traveller } from "./traveller.ts";

const PAUSE_MS = 50;
/** Between what one person says: many talk side by side here, on few cores. */
const BREATH_MS = 5;

/** People who talk in one room over several servers all the time, whatever happens to those. */
export class Crowd {
  readonly room: string;
  readonly #people: readonly Traveller[];
  readonly #talking: Promise<void>[] = [];
  readonly #waiting = new Set<() => void>();
  /** Seqs of what was confirmed, by key. */
  readonly #confirmed = new Map<string, number>();
  /** How much was confirmed, by person. */
  readonly #spoken = new Map<string, number>();
  #longestWaitMs = 0;
  #refused = 0;
  #over = false;

  private constructor(room: string, people: readonly Traveller[]) {
    this.room = room;
    this.#people = people;
  }

  /**
   * One person for each of the doors, which are asked for anew whenever somebody connects. Resolves when all were heard:
   * who would come later might find what is cut or stopped by then, and never be in.
   */
  static async gather(room: string, doors: readonly (() => string)[]): Promise<Crowd> {
    const owner = await Chatter.as(doors[0]!(), "owner");
    await owner.ask("create_room", { key: newKey(), room, kind: "community" });
    await owner.leave();
    // As back ends, so that no limit on sending slows them down.
    const people = doors.map((door, index) => {
      const user = `${room}-${index}`;
      return new Traveller(user, [room], door, tokenOf(user, { scope: "server" }));
    });
    const crowd = new Crowd(room, people);
    for (const person of people) crowd.#talking.push(crowd.#talk(person));
    await crowd.eachSays();
    return crowd;
  }

  get confirmed(): number {
    return this.#confirmed.size;
  }

  /** How long somebody had to wait at most, from when they said something until it was confirmed. */
  get longestWaitMs(): number {
    return this.#longestWaitMs;
  }

  /** How often somebody was told to come back later. */
  get refused(): number {
    return this.#refused;
  }

  /** Resolves when so many more messages were confirmed. */
  async says(more: number): Promise<void> {
    const enough = this.confirmed + more;
    while (this.confirmed < enough) await this.#more();
  }

  /** Resolves when everybody was confirmed something that they said from now on. */
  async eachSays(): Promise<void> {
    const spoken = new Map(this.#spoken);
    const isSilent = ({ user }: Traveller) => (this.#spoken.get(user) ?? 0) < (spoken.get(user) ?? 0) + 2;
    while (this.#people.some(isSilent)) await this.#more();
  }

  /** Resolves when somebody is told to come back later. */
  async isRefused(): Promise<void> {
    const before = this.#refused;
    while (this.#refused === before) await this.#more();
  }

  /** Resolves when everybody holds a message that is confirmed from now on. */
  async hearsEachOther(): Promise<void> {
    await this.eachSays();
    const newest = Math.max(...this.#confirmed.values());
    await Promise.all(this.#people.map((person) => person.holds(this.room, newest)));
  }

  /** Ends the talk, and says what is not as it was promised. */
  async faults(door: string): Promise<string[]> {
    this.#over = true;
    await Promise.all(this.#talking);
    const newest = Math.max(...this.#confirmed.values());
    await Promise.all(this.#people.map((person) => person.holds(this.room, newest)));
    const log = await logOf(door, this.room);
    await Promise.all(this.#people.map((person) => person.holds(this.room, log.length)));
    const truth = foldOf(this.room, log);
    const keys = log.flatMap(({ key, type }) => (type === "message_posted" ? (key ?? "") : []));
    const seqOf = new Map(log.map(({ key, seq }) => [key, seq]));
    const faults = [
      ...log.flatMap(({ seq }, index) => (seq === index + 1 ? [] : [`seq ${seq} lies in place ${index + 1}`])),
      ...(new Set(keys).size === keys.length ? [] : ["something was stored twice"]),
      ...[...this.#confirmed].flatMap(([key, seq]) =>
        seqOf.get(key) === seq ? [] : [`${key} was confirmed as ${seq} and lies at ${seqOf.get(key)}`],
      ),
      ...this.#people.flatMap((person) => [
        ...person.complaints,
        ...(Bun.deepEquals(person.folded(this.room), truth) ? [] : [`${person.user} holds something else`]),
      ]),
    ];
    await Promise.all(this.#people.map((person) => person.stop()));
    return faults;
  }

  async #talk(person: Traveller): Promise<void> {
    while (!this.#over) {
      const key = newKey();
      const wish = { type: "send_message", room: this.room, key, text: `${person.user} says ${key}` } as const;
      const saidAt = performance.now();
      let answer = await person.wish(wish);
      while (!answer.ok && answer.code === "server_error") {
        this.#refused++;
        this.#wake();
        await Bun.sleep(PAUSE_MS);
        answer = await person.wish(wish);
      }
      this.#longestWaitMs = Math.max(this.#longestWaitMs, performance.now() - saidAt);
      if (answer.ok) {
        this.#confirmed.set(key, answer.seq);
        this.#spoken.set(person.user, (this.#spoken.get(person.user) ?? 0) + 1);
      } else person.complaints.push(answer.code);
      this.#wake();
      await Bun.sleep(BREATH_MS);
    }
  }

  #more(): Promise<void> {
    return new Promise((resolve) => this.#waiting.add(resolve));
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}

import { Chatter, newKey } from "./chatter.ts";
import { foldOf } from "./held-log.ts";
import { logOf } from "./log-of.ts";
import { tokenOf } from "./tokens.ts";
import { Traveller } from "./traveller.ts";

const PAUSE_MS = 50;

/** People who talk in one room over several servers without a break, whatever happens to those. */
export class Crowd {
  readonly room: string;
  readonly #people: readonly Traveller[];
  readonly #talking: Promise<void>[] = [];
  readonly #waiting = new Set<() => void>();
  /** Seqs of what was confirmed, by key. */
  readonly #confirmed = new Map<string, number>();
  #over = false;

  private constructor(room: string, people: readonly Traveller[]) {
    this.room = room;
    this.#people = people;
  }

  /** One person for each of the doors, which are asked for anew whenever somebody connects. */
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
    return crowd;
  }

  get confirmed(): number {
    return this.#confirmed.size;
  }

  /** Resolves when so many more messages were confirmed. */
  async says(more: number): Promise<void> {
    const enough = this.confirmed + more;
    while (this.confirmed < enough) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  /** Resolves when everybody holds a message that is confirmed from now on. */
  async hearsEachOther(): Promise<void> {
    await this.says(this.#people.length);
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
      let answer = await person.wish(wish);
      while (!answer.ok && answer.code === "server_error") {
        await Bun.sleep(PAUSE_MS);
        answer = await person.wish(wish);
      }
      if (answer.ok) this.#confirmed.set(key, answer.seq);
      else person.complaints.push(answer.code);
      for (const resolve of this.#waiting) resolve();
      this.#waiting.clear();
    }
  }
}

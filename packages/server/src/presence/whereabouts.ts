import type { Person } from "../identity/person.ts";

const MAX_REMEMBERED = 100_000;

/** As much of a person as other servers need to know. */
export type Acquaintance = Pick<Person, "user" | "roles" | "server">;

/** What servers tell each other about who is connected. */
export interface WhereaboutsWords {
  /** These and nobody else. */
  readonly all?: readonly Acquaintance[] | undefined;
  readonly came?: readonly Acquaintance[] | undefined;
  readonly went?: readonly string[] | undefined;
  readonly active?: readonly string[] | undefined;
}

/** Who is connected at all, through whatever door, and since when those who are not have been gone. */
export class Whereabouts {
  readonly #now: () => number;
  readonly #isClear: () => boolean;
  /** Who seems to be gone, and may be with a server that cannot be seen. */
  readonly #doubtful = new Set<string>();
  /** Of people who were never seen, nothing is known from before this server began. */
  readonly #beginning: number;
  readonly #here = new Map<string, Person>();
  /** Connections besides the first. Most people have none. */
  readonly #more = new Map<string, number>();
  readonly #wentAt = new Map<string, number>();
  /** Who is connected to which other servers. */
  readonly #elsewhere = new Map<string, { readonly known: Acquaintance; readonly servers: Set<string> }>();
  readonly #activeAt = new Map<string, number>();
  #share: ((words: WhereaboutsWords) => void) | undefined;
  readonly #listeners = new Set<(user: string) => void>();

  /** Unless it is clear where everybody is, nobody is taken for gone or idle. */
  constructor(now: () => number, isClear: () => boolean = () => true) {
    this.#now = now;
    this.#isClear = isClear;
    this.#beginning = now();
  }

  came(person: Person): void {
    const { id } = person.user;
    if (this.#here.has(id)) {
      this.#more.set(id, (this.#more.get(id) ?? 0) + 1);
      return;
    }
    this.#here.set(id, person);
    this.#share?.({ came: [acquaintance(person)] });
    if (this.#elsewhere.has(id)) return;
    this.#wentAt.delete(id);
    this.#tell(id);
  }

  went({ user }: Person): void {
    const more = this.#more.get(user.id);
    if (more !== undefined) {
      if (more > 1) this.#more.set(user.id, more - 1);
      else this.#more.delete(user.id);
      return;
    }
    if (!this.#here.delete(user.id)) return;
    this.#share?.({ went: [user.id] });
    if (this.#elsewhere.has(user.id)) return;
    remember(this.#wentAt, user.id, this.#now());
    this.#tell(user.id);
  }

  /** Nothing while they are here. */
  readonly goneSince = (user: string): number | undefined =>
    this.isHere(user) || !this.#isClear() ? undefined : (this.#wentAt.get(user) ?? this.#beginning);

  readonly isHere = (user: string): boolean => this.#here.has(user) || this.#elsewhere.has(user);

  personOf(user: string): Acquaintance | undefined {
    return this.#here.get(user) ?? this.#elsewhere.get(user)?.known;
  }

  /** Other servers hear who comes to this one, goes, and does something. */
  shareWith(share: (words: WhereaboutsWords) => void): void {
    this.#share = share;
  }

  /** Everybody who is connected to this server. */
  own(): Acquaintance[] {
    return [...this.#here.values()].map(acquaintance);
  }

  /** What another server says. Who did something there may have done more by the time that it says so again. */
  hear(server: string, { all, came, went, active }: WhereaboutsWords, saysAgainMs = 0): void {
    if (all) {
      const still = new Set(all.map(({ user }) => user.id));
      for (const id of this.#elsewhere.keys()) if (!still.has(id)) this.#wentElsewhere(server, id);
      for (const known of all) this.#cameElsewhere(server, known);
    }
    for (const known of came ?? []) this.#cameElsewhere(server, known);
    for (const id of went ?? []) this.#wentElsewhere(server, id);
    for (const id of active ?? []) remember(this.#activeAt, id, this.#now() + saysAgainMs);
  }

  #cameElsewhere(server: string, known: Acquaintance): void {
    const { id } = known.user;
    const elsewhere = this.#elsewhere.get(id);
    if (elsewhere) {
      elsewhere.servers.add(server);
      return;
    }
    const wasHere = this.isHere(id);
    this.#elsewhere.set(id, { known, servers: new Set([server]) });
    this.#wentAt.delete(id);
    if (!wasHere) this.#tell(id);
  }

  #wentElsewhere(server: string, id: string): void {
    const elsewhere = this.#elsewhere.get(id);
    if (!elsewhere?.servers.delete(server) || elsewhere.servers.size > 0) return;
    this.#elsewhere.delete(id);
    if (this.isHere(id)) return;
    remember(this.#wentAt, id, this.#now());
    this.#tell(id);
  }

  /** They did something, be it only that they typed. */
  isActive(user: string): void {
    this.#share?.({ active: [user] });
    remember(this.#activeAt, user, this.#now());
  }

  readonly lastActive = (user: string): number | undefined =>
    this.#isClear() ? this.#activeAt.get(user) : this.#now();

  /** It is clear again where everybody is. */
  becameClear(): void {
    const doubtful = [...this.#doubtful];
    this.#doubtful.clear();
    for (const user of doubtful) if (!this.isHere(user)) this.#tell(user);
  }

  /** Hears of everybody who comes or goes. */
  listen(listener: (user: string) => void): void {
    this.#listeners.add(listener);
  }

  #tell(user: string): void {
    if (!this.isHere(user) && !this.#isClear() && this.#doubtful.size < MAX_REMEMBERED) this.#doubtful.add(user);
    for (const listener of this.#listeners) listener(user);
  }
}

export const acquaintance = ({ user, roles, server }: Acquaintance): Acquaintance => ({ user, roles, server });

function remember(times: Map<string, number>, user: string, at: number): void {
  times.delete(user);
  times.set(user, at);
  if (times.size <= MAX_REMEMBERED) return;
  for (const oldest of times.keys()) {
    times.delete(oldest);
    return;
  }
}

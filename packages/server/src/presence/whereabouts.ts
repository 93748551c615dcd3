import type { Person } from "../identity/person.ts";

const MAX_REMEMBERED = 100_000;

/** Who is connected at all, through whatever door, and since when those who are not have been gone. */
export class Whereabouts {
  readonly #now: () => number;
  /** Of people who were never seen, nothing is known from before this server began. */
  readonly #beginning: number;
  readonly #here = new Map<string, Person>();
  /** Connections besides the first. Most people have none. */
  readonly #more = new Map<string, number>();
  readonly #wentAt = new Map<string, number>();
  readonly #activeAt = new Map<string, number>();
  readonly #listeners = new Set<(user: string) => void>();

  constructor(now: () => number) {
    this.#now = now;
    this.#beginning = now();
  }

  came(person: Person): void {
    const { id } = person.user;
    if (this.#here.has(id)) {
      this.#more.set(id, (this.#more.get(id) ?? 0) + 1);
      return;
    }
    this.#here.set(id, person);
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
    remember(this.#wentAt, user.id, this.#now());
    this.#tell(user.id);
  }

  /** Nothing while they are here. */
  readonly goneSince = (user: string): number | undefined =>
    this.#here.has(user) ? undefined : (this.#wentAt.get(user) ?? this.#beginning);

  readonly isHere = (user: string): boolean => this.#here.has(user);

  personOf(user: string): Person | undefined {
    return this.#here.get(user);
  }

  /** They did something, be it only that they typed. */
  isActive(user: string): void {
    remember(this.#activeAt, user, this.#now());
  }

  readonly lastActive = (user: string): number | undefined => this.#activeAt.get(user);

  /** Hears of everybody who comes or goes. */
  listen(listener: (user: string) => void): void {
    this.#listeners.add(listener);
  }

  #tell(user: string): void {
    for (const listener of this.#listeners) listener(user);
  }
}

function remember(times: Map<string, number>, user: string, at: number): void {
  times.delete(user);
  times.set(user, at);
  if (times.size <= MAX_REMEMBERED) return;
  for (const oldest of times.keys()) {
    times.delete(oldest);
    return;
  }
}

import type { LobbyVisit } from "./lobby-visit.ts";

/** This server, among those where somebody may look at a lobby. */
export const HERE = "";

interface Looking {
  readonly visit: LobbyVisit;
  readonly servers: Set<string>;
}

/** Who looks at which lobby, and on which servers: whoever closes one of two tabs has not left. */
export class LobbyVisitors {
  readonly #looking = new Map<string, Looking>();

  /** Whether those who look at it are to be told: a coming always, a going when it was the last place. */
  heard(server: string, visit: LobbyVisit): boolean {
    const name = JSON.stringify([visit.lobby, visit.person.user.id]);
    const known = this.#looking.get(name);
    if (visit.here) {
      this.#looking.set(name, { visit, servers: (known?.servers ?? new Set()).add(server) });
      return true;
    }
    known?.servers.delete(server);
    if (known && known.servers.size > 0) return false;
    this.#looking.delete(name);
    return true;
  }

  /** Who looks on this server. */
  own(): LobbyVisit[] {
    return [...this.#looking.values()].flatMap(({ visit, servers }) => (servers.has(HERE) ? visit : []));
  }

  /** What the server said before does not hold: it says anew who looks there. */
  only(server: string, visits: readonly LobbyVisit[]): void {
    this.died(server);
    for (const visit of visits) this.heard(server, visit);
  }

  /** Those who looked nowhere but on that server. */
  died(server: string): LobbyVisit[] {
    const gone: LobbyVisit[] = [];
    for (const [name, { visit, servers }] of this.#looking) {
      if (!servers.delete(server) || servers.size > 0) continue;
      this.#looking.delete(name);
      gone.push({ ...visit, here: false });
    }
    return gone;
  }
}

import type { Reply, RoomId } from "@parlor/protocol";
import type { Connection } from "../connection/connection.ts";
import type { Range } from "../state/ranges.ts";
import type { HistoryRequest } from "./room-handle.ts";

export interface PagesParts {
  readonly connection: Connection;
  readonly limits: () => { readonly historyPage: number };
}

/** Fetches pages of one room's log, when somebody scrolls to them or what came live leaves a hole. */
export class Pages {
  readonly #room: RoomId;
  readonly #parts: PagesParts;
  readonly #arrived: (page: Reply<"load_history">) => void;
  readonly #underWay = new Map<string, Promise<void>>();
  #isFilling = false;

  constructor(room: RoomId, parts: PagesParts, arrived: (page: Reply<"load_history">) => void) {
    this.#room = room;
    this.#parts = parts;
    this.#arrived = arrived;
  }

  /** Asking twice for the same page while the first is on its way is asking once. */
  load(request: HistoryRequest): Promise<void> {
    const name = JSON.stringify(request);
    const page = this.#underWay.get(name) ?? this.#ask(request).finally(() => this.#underWay.delete(name));
    this.#underWay.set(name, page);
    return page;
  }

  /** What is missing is asked for, page by page. When that fails, the next event or connection finds it still missing. */
  async fill(missing: () => Range | undefined): Promise<void> {
    if (this.#isFilling) return;
    this.#isFilling = true;
    try {
      let hole = missing();
      while (hole) {
        const { from, to } = hole;
        await this.load({ after: from - 1, limit: this.#sizeOf(to - from + 1) });
        hole = missing();
        // A page that brought nothing would bring nothing again.
        if (hole?.from === from) break;
      }
    } finally {
      this.#isFilling = false;
    }
  }

  #ask(request: HistoryRequest): Promise<void> {
    const wanted = { room: this.#room, limit: this.#sizeOf(50), ...request };
    return this.#parts.connection.ask("load_history", wanted).then(this.#arrived);
  }

  #sizeOf(count: number): number {
    return Math.min(count, this.#parts.limits().historyPage);
  }
}

import { statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import type { Measures, StoredRoom } from "../load/jobs/job.ts";
import { runLoad } from "../run-load.ts";
import { parlor, startParlor } from "../servers/parlor.ts";
import { removeFolder, scratchFolder } from "../servers/scratch.ts";
import { SECRET } from "../servers/server.ts";
import { fill } from "../stored/fill.ts";
import { spread, type RoomPlan } from "../stored/rooms.ts";
import type { Case, Entry, Size } from "./case.ts";

const FEW = 10_000;
/** Of each store the same number of rooms is visited, so that both sides do the same work. */
const VISITED_ROOMS = 40;
const PAGES = 2_000;
const PAGE_SIZE = 50;
const TEXT_BYTES = 200;
const BYTES_PER_MESSAGE = 1_200;

export function history({ storedMessages }: Size): Case {
  const few = new FilledStore("Parlor, 10,000 stored", spread(FEW, VISITED_ROOMS, 0.1));
  const many = new FilledStore("Parlor, many stored", spread(storedMessages, 1_000, 0.1));
  return {
    name: "history",
    title: `History: pages of ${PAGE_SIZE}, with ${FEW.toLocaleString("en-US")} and with ${storedMessages.toLocaleString("en-US")} stored messages`,
    main: "pageMs",
    columns: [
      { measure: "pageMs", label: "a page, ms", digits: 2 },
      { measure: "coldJoinMs", label: "a cold join, ms", digits: 2 },
      { measure: "warmJoinMs", label: "a warm join, ms", digits: 2 },
      { measure: "resumeMs", label: "a resume, ms", digits: 2 },
    ],
    entries: [few, many],
    async [Symbol.asyncDispose]() {
      await few[Symbol.asyncDispose]();
      await many[Symbol.asyncDispose]();
    },
  };
}

/** Filled at the first round and kept for the next: the messages of a room, and who has been in it, only grow. */
class FilledStore implements Entry, AsyncDisposable {
  readonly name: string;
  readonly #plan: readonly RoomPlan[];
  #folder: string | undefined;
  #rooms: readonly StoredRoom[] = [];
  #nextNewcomer = 1_000;

  constructor(name: string, plan: readonly RoomPlan[]) {
    this.name = name;
    this.#plan = plan;
  }

  missing(): string | undefined {
    const { bavail, bsize } = statfsSync(tmpdir());
    const needed = this.#plan.reduce((sum, { messages }) => sum + messages, 0) * BYTES_PER_MESSAGE;
    const short = this.#folder === undefined && bavail * bsize < needed;
    return parlor.missing() ?? (short ? `${Math.ceil(needed / 1e9)} GB of free disk are needed` : undefined);
  }

  async measure(): Promise<Measures> {
    if (!this.#folder) {
      this.#folder = scratchFolder("stored");
      this.#rooms = await fill(this.#folder, this.#plan);
    }
    await using server = await startParlor(this.#folder);
    const newcomers = [this.#nextNewcomer++, this.#nextNewcomer++] as const;
    return await runLoad({
      name: "pages",
      tongue: "parlor",
      door: { port: server.port, secret: SECRET },
      pids: server.pids,
      rooms: this.#rooms.slice(0, VISITED_ROOMS),
      pages: PAGES,
      pageSize: PAGE_SIZE,
      textBytes: TEXT_BYTES,
      newcomers,
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    if (this.#folder) removeFolder(this.#folder);
    return Promise.resolve();
  }
}

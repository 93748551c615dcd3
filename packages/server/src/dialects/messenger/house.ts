import type { Household } from "../../connection/connection.ts";
import type { QueueArchive } from "../../queues/queue-archive.ts";
import type { OpenStreams } from "../../streams/open-streams.ts";
import type { Asking } from "../asking.ts";

/** What the clients of the messenger door use of the house. */
export interface MessengerHouse {
  readonly ask: Asking;
  readonly household: Household;
  readonly streams: Pick<OpenStreams, "open" | "peek">;
  readonly archive: QueueArchive;
  readonly newId: () => string;
  /** Time is told by the household, and waited for by this. Gives what calls it off. */
  readonly later: (ms: number, act: () => void) => () => void;
}

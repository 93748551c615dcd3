import type { StreamCopies } from "../copies/stream-copies.ts";
import type { OpenStreams } from "../streams/open-streams.ts";
import type { Metrics } from "./metrics.ts";

interface Measured {
  readonly copies: StreamCopies;
  readonly streams: OpenStreams;
}

/** Of the rooms that had to be read first, how many a copy of another server's served. */
export function measureCopies(metrics: Metrics, { copies, streams: { copies: found } }: Measured): void {
  metrics.total("parlor_copies_taken_total", "Rooms that were opened with a copy from Redis.", () => found.taken);
  metrics.total("parlor_copies_stale_total", "Rooms of which the copy was out of date.", () => found.stale);
  metrics.total(
    "parlor_copies_missing_total",
    "Rooms of which there was no copy, or not in time.",
    () => found.missing,
  );
  metrics.total("parlor_copies_kept_total", "Copies that this server put into Redis.", () => copies.kept);
}

import type { Hub } from "../fan-out/hub.ts";
import type { OpenStreams } from "../streams/open-streams.ts";
import type { CommitMeter } from "./commit-meter.ts";
import type { Metrics } from "./metrics.ts";

interface Measured {
  readonly hub: Hub;
  readonly streams: OpenStreams;
  readonly commits: CommitMeter;
}

/** What is known anyway, for operators to look at. */
export function measureParlor(metrics: Metrics, { hub, streams, commits: { sums } }: Measured): void {
  const stored = metrics.counter("parlor_events_total", "Events that were stored and told, by type.", "type");
  hub.listen(({ events }) => {
    for (const { event } of events) stored.add(event.type);
  });
  metrics.gauge("parlor_connections", "Open connections of the native door.", () => hub.connections);
  metrics.gauge("parlor_people", "People behind them.", () => hub.people);
  metrics.gauge("parlor_streams_open", "Streams held in memory.", () => streams.size);
  metrics.total("parlor_stream_hits_total", "Streams that were in memory when asked for.", () => streams.hits.memory);
  metrics.total("parlor_stream_misses_total", "Streams that had to be read first.", () => streams.hits.store);
  metrics.total("parlor_commits_total", "Transactions of the journal.", () => sums.commits);
  metrics.total("parlor_commit_commands_total", "Commands that went into them.", () => sums.commands);
  metrics.total("parlor_commit_seconds_total", "Time they took.", () => sums.ms / 1_000);
  metrics.total("parlor_turns_total", "Transactions that waited for other servers first.", () => sums.turns);
  metrics.total("parlor_moved_total", "Decisions that another server made void.", () => sums.moved);
  metrics.total("parlor_commit_failures_total", "Transactions that the store could not do.", () => sums.failed);
  metrics.gauge("parlor_memory_bytes", "Resident memory of the process.", () => process.memoryUsage.rss());
}

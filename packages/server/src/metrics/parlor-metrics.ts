import type { Hub } from "../fan-out/hub.ts";
import type { OpenStreams } from "../streams/open-streams.ts";
import type { CommitMeter } from "./commit-meter.ts";
import type { LoopMeter } from "./loop-meter.ts";
import type { Metrics } from "./metrics.ts";

interface Measured {
  readonly hub: Hub;
  readonly streams: OpenStreams;
  readonly commits: CommitMeter;
  readonly loop: LoopMeter;
}

/** What is known anyway, for operators to look at. */
export function measureParlor(metrics: Metrics, { hub, streams, commits: { sums, seconds }, loop }: Measured): void {
  const stored = metrics.counter("parlor_events_total", "Events that were stored and told, by type.", "type");
  hub.listen(({ events }) => {
    for (const { event } of events) stored.add(event.type);
  });
  metrics.gauge("parlor_connections", "Open connections, by whatever door.", () => hub.connections);
  metrics.gauges("parlor_door_connections", "Open connections, by door.", "door", () => countByDoor(hub));
  metrics.total("parlor_deliveries_total", "Frames with events that were handed to WebSockets.", () => hub.deliveries);
  metrics.gauge("parlor_send_buffer_bytes", "What waits for readers who are slow.", () =>
    hub.everybody().reduce((sum, { waitingBytes = 0 }) => sum + waitingBytes, 0),
  );
  metrics.gauge("parlor_people", "People behind them.", () => hub.people);
  metrics.gauge("parlor_streams_open", "Streams held in memory.", () => streams.size);
  metrics.total("parlor_stream_hits_total", "Streams that were in memory when asked for.", () => streams.hits.memory);
  metrics.total("parlor_stream_misses_total", "Streams that had to be read first.", () => streams.hits.store);
  metrics.histogram("parlor_commit_seconds", "Transactions of the journal, and how long they took.", seconds);
  metrics.total("parlor_commit_commands_total", "Commands that went into them.", () => sums.commands);
  metrics.total("parlor_turns_total", "Transactions that waited for other servers first.", () => sums.turns);
  metrics.total("parlor_moved_total", "Decisions that another server made void.", () => sums.moved);
  metrics.total("parlor_commit_failures_total", "Transactions that the store could not do.", () => sums.failed);
  metrics.gauge("parlor_memory_bytes", "Resident memory of the process.", () => process.memoryUsage.rss());
  metrics.histogram("parlor_loop_delay_seconds", "How late the event loop comes to what is due.", loop.delays);
}

function countByDoor(hub: Hub): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { door = "native" } of hub.everybody()) counts.set(door, (counts.get(door) ?? 0) + 1);
  return counts;
}

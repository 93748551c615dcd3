import type { QueueEvent, RoomEvent, StoredEvent } from "@parlor/protocol";
import { foldQueue, foldRoom, type QueueState, type RoomState, seated } from "@parlor/rules";

/** What a room's log has that no log may have. */
export function faultsOfRoom(id: string, log: readonly StoredEvent[]): string[] {
  const faults: string[] = [];
  let room: RoomState | undefined;
  let ends = 0;
  for (const event of log as readonly unknown[] as readonly RoomEvent[]) {
    const before = room;
    room = foldRoom(id, room, event);
    const fault = (what: string) => faults.push(`${id} ${event.seq} ${event.type}: ${what}`);
    if (event.type === "message_posted" || event.type === "item_shared") {
      if (before?.closed) fault("after the room was closed");
      const session = before?.session;
      if (session && session.phase !== "running") fault(`while the session is ${session.phase}`);
      if (session?.phase === "running" && session.endsAt !== undefined && event.at >= session.endsAt) fault("too late");
      if (!before?.members.has(event.actor)) fault("by somebody who is not inside");
    }
    if (event.type === "session_ended" && ++ends > 1) fault("a second end");
    const { seats } = room.kind;
    const sitting = seated(room);
    if (seats && sitting.length > seats.total) fault(`${sitting.length} of ${seats.total} seats`);
    for (const [role, { max }] of Object.entries(seats?.roles ?? {})) {
      const count = sitting.filter((member) => member.role === role).length;
      if (max !== undefined && count > max) fault(`${count} of ${max} seats for ${role}`);
    }
  }
  return faults;
}

/** What a queue's log has that no log may have, with the requests that are open at its end. */
export function faultsOfQueue(id: string, log: readonly StoredEvent[]): { faults: string[]; open: string[] } {
  const faults: string[] = [];
  const taken = new Set<string>();
  let queue: QueueState | undefined;
  for (const event of log as readonly unknown[] as readonly QueueEvent[]) {
    queue = foldQueue(id, queue, event);
    const fault = (what: string) => faults.push(`${id} ${event.seq} ${event.type}: ${what}`);
    if (event.type === "request_taken") {
      if (taken.has(event.data.request)) fault("taken twice");
      taken.add(event.data.request);
    }
    if (event.type === "request_returned") taken.delete(event.data.request);
    const locks = [...queue.requests.values()].map(({ user, subject }) => `${user}\n${subject}`);
    if (new Set(locks).size < locks.length) fault("two open requests of one person for one subject");
  }
  return { faults, open: [...(queue?.requests.values() ?? [])].map((request) => request.id) };
}

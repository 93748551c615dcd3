import {
  type AnyEvent,
  type InboxEvent,
  isInboxStream,
  isQueueStream,
  isRoomStream,
  type Kind,
  type QueueEvent,
  type RoomDraft,
  type RoomEvent,
  streamSubject,
} from "@parlor/protocol";
import { EMPTY_INBOX, foldInbox, type InboxState } from "../inbox-state.ts";
import { PRESETS } from "../kinds/presets.ts";
import { parseKind } from "../parse-kind.ts";
import { inQueue, inRoom, type Planned } from "../plan.ts";
import type { QueueScene } from "../queue-scene.ts";
import { foldQueue, type QueueState } from "../queue-state.ts";
import { foldRoom, type RoomState } from "../room-state.ts";

/** A preset, with what a test wants different about it. */
export function kindOf(name: string, changes: object = {}): Kind {
  const parsed = parseKind({ ...PRESETS.find((preset) => preset.name === name), ...changes });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.kind;
}

/** Logs and what they add up to, as a server would hold them, with a clock and a list of who is away. */
export class World {
  now = 1_000_000;
  readonly rooms = new Map<string, RoomState>();
  readonly queues = new Map<string, QueueState>();
  readonly inboxes = new Map<string, InboxState>();
  readonly logs = new Map<string, AnyEvent[]>();
  readonly gone = new Map<string, number>();
  /** Called after every event. */
  onEvent: (stream: string, event: AnyEvent) => void = () => undefined;

  readonly nextSeq = (stream: string): number => (this.logs.get(stream)?.length ?? 0) + 1;
  readonly isHere = (user: string): boolean => !this.gone.has(user);
  readonly goneSince = (user: string): number | undefined => this.gone.get(user);

  get scene(): QueueScene {
    return { now: this.now, nextSeq: this.nextSeq, goneSince: this.goneSince, room: (id) => this.rooms.get(id) };
  }

  store(plan: readonly Planned[], by: string): void {
    for (const { stream, draft, actor } of plan) {
      const seq = this.nextSeq(stream);
      const event = { ...draft, seq, id: `${stream}-${seq}`, at: this.now, actor: actor ?? by } as AnyEvent;
      this.logs.set(stream, [...(this.logs.get(stream) ?? []), event]);
      const id = streamSubject(stream);
      if (isRoomStream(stream)) this.rooms.set(id, foldRoom(id, this.rooms.get(id), event as RoomEvent));
      if (isQueueStream(stream)) this.queues.set(id, foldQueue(id, this.queues.get(id), event as QueueEvent));
      if (isInboxStream(stream)) {
        this.inboxes.set(id, foldInbox(this.inboxes.get(id) ?? EMPTY_INBOX, event as InboxEvent));
      }
      this.onEvent(stream, event);
    }
  }

  room(id = "room"): RoomState {
    const room = this.rooms.get(id);
    if (!room) throw new Error(`no room ${id}`);
    return room;
  }

  queue(id = "desk"): QueueState {
    const queue = this.queues.get(id);
    if (!queue) throw new Error(`no queue ${id}`);
    return queue;
  }

  inbox(user: string): InboxState {
    return this.inboxes.get(user) ?? EMPTY_INBOX;
  }

  createRoom(kind: Kind, id = "room", about: (RoomDraft & { type: "room_created" })["data"]["about"] = {}): void {
    this.store([inRoom(id, { type: "room_created", data: { kind, title: "", description: "", about } })], "host");
  }

  createQueue(kind: Kind, id = "desk"): void {
    this.store([inQueue(id, { type: "queue_created", data: { kind, title: "" } })], "host");
  }

  join(user: string, role: string, room = "room"): void {
    const no = this.room(room).messageCount;
    this.store([inRoom(room, { type: "member_joined", data: { user, name: user, role, no } })], user);
  }

  post(user: string, text: string, room = "room"): void {
    const { messageCount, members } = this.room(room);
    const role = members.get(user)?.role;
    const data = { name: user, ...(role && { role }), no: messageCount + 1, text };
    this.store([inRoom(room, { type: "message_posted", data })], user);
  }

  /** Types of the events of a stream, which tell a story by themselves. */
  story(stream: string): string[] {
    return (this.logs.get(stream) ?? []).map(({ type }) => type);
  }
}

import { type RoomEvent, type RoomId, roomStream } from "@parlor/protocol";
import type { RoomState } from "@parlor/rules";
import type { Caller } from "../../commands/engine.ts";
import { type Chat, chatOf, messageOf } from "./chat.ts";
import type { SaidType } from "./frames.ts";
import type { MessengerHouse } from "./house.ts";
import { eventsOf, isOwnChat, ownChats, pageAfter } from "./own-chats.ts";
import type { Reader } from "./reader.ts";
import type { Party } from "./sign-in.ts";

export interface ChatsShownParts {
  readonly house: MessengerHouse;
  readonly party: Party;
  readonly caller: Caller;
  readonly say: (type: SaidType, payload: unknown) => void;
  /** Does what nobody waits for. */
  readonly meanwhile: (act: () => Promise<unknown>) => void;
  readonly reader: Reader;
}

/** One chat, as far as this connection has been told of it. */
interface Shown {
  /** Undefined until it is open: then the client is told of it. */
  room: RoomState | undefined;
  /** Everything up to here was told, one by one or in a history. */
  told: number;
  /** Acts that are telling it something larger: meanwhile nothing else is told of it. */
  busy: number;
  line: Promise<void>;
}

/** The running chats of one connection: each message reaches it once and in order, live or in a history. */
export class ChatsShown {
  readonly #parts: ChatsShownParts;
  readonly #shown = new Map<RoomId, Shown>();

  constructor(parts: ChatsShownParts) {
    this.#parts = parts;
  }

  /** The chats that run already. What was said in them before is for the client to ask. */
  async begin(): Promise<boolean> {
    const running = await ownChats(this.#parts.house, this.#parts.party, "running");
    if (!running.ok) return false;
    for (const { id } of running.reply) if (!this.#shown.has(id)) await this.#enter(id, { isNew: false });
    return true;
  }

  /** A chat has begun, or was handed to this person. */
  async arrive(room: RoomId): Promise<void> {
    if (!this.#shown.has(room)) await this.#enter(room, { isNew: true });
  }

  /** The person is in it no longer. */
  leave(room: RoomId): void {
    if (this.#shown.get(room)?.room) this.#over(room);
    else this.#shown.delete(room);
  }

  /** Newest first. Whatever is not in it yet is told as a new chat afterwards. */
  list(): Chat[] {
    return [...this.#shown.keys()]
      .flatMap((id) => this.#state(id) ?? [])
      .filter(({ closed }) => !closed)
      .toSorted((one, other) => other.createdAt - one.createdAt || (one.id < other.id ? 1 : -1))
      .map((room) => chatOf(room, this.#parts.party.side));
  }

  /** All that was said, at once. False when it cannot be read. */
  async history(id: RoomId): Promise<boolean> {
    const shown = this.#shown.get(id);
    return shown ? this.#alone(id, shown, () => this.#tellHistory(id, shown)) : false;
  }

  hear(id: RoomId, events: readonly RoomEvent[]): void {
    const shown = this.#shown.get(id);
    if (!shown) return;
    const { reader, meanwhile } = this.#parts;
    if (reader.isBehind) {
      reader.owe(events);
      if (shown.busy === 0) meanwhile(() => this.#alone(id, shown, () => Promise.resolve(true)));
      return;
    }
    if (shown.busy > 0) return;
    for (const event of events) this.#tell(id, shown, event);
  }

  /** From the moment it is open on, everything is heard; what is in it by then is caught up with. */
  async #enter(id: RoomId, { isNew }: { isNew: boolean }): Promise<void> {
    const { house, caller, party, say, reader } = this.#parts;
    const shown: Shown = { room: undefined, told: 0, busy: 0, line: Promise.resolve() };
    this.#shown.set(id, shown);
    await this.#alone(id, shown, async () => {
      const opened = await house.ask("open_room", { room: id }, caller);
      const room = house.streams.peek(roomStream(id))?.state as RoomState | undefined;
      const isOver = room?.closed && !isNew;
      if (!opened.ok || !room || !isOwnChat(room, party) || isOver || this.#shown.get(id) !== shown) {
        await this.#forget(id);
        return false;
      }
      shown.room = room;
      await reader.untilRead();
      if (isNew) say("new_chat", chatOf(room, "both"));
      else shown.told = opened.reply.head;
      return true;
    });
  }

  async #tellHistory(id: RoomId, shown: Shown): Promise<boolean> {
    const { house, caller, say, reader } = this.#parts;
    await reader.untilRead();
    const read = await eventsOf(house, id, caller);
    if (!read.ok) return false;
    const { events, to } = read.reply;
    const room = this.#state(id);
    if (!room) return false;
    say("chat_history", { chatId: id, messages: events.flatMap((event) => messageOf(event, room) ?? []) });
    shown.told = Math.max(shown.told, to);
    if (events.some(({ type }) => type === "room_closed")) this.#over(id);
    return true;
  }

  /** One such act after another; afterwards the client is told what came in meanwhile. */
  #alone(id: RoomId, shown: Shown, act: () => Promise<boolean>): Promise<boolean> {
    shown.busy++;
    const done = shown.line.then(async () => {
      try {
        const went = await act();
        await this.#catchUp(id, shown);
        return went;
      } finally {
        shown.busy--;
      }
    });
    // Whoever asked hears of a failure; the next in line goes on all the same.
    shown.line = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }

  async #catchUp(id: RoomId, shown: Shown): Promise<void> {
    const { house, caller, reader } = this.#parts;
    await reader.untilRead();
    while (this.#shown.get(id) === shown && shown.room && this.#head(id) > shown.told) {
      const missed = await pageAfter(house, id, caller, shown.told);
      if (!missed.ok) return this.leave(id);
      for (const event of missed.reply.events) this.#tell(id, shown, event);
      shown.told = Math.max(shown.told, missed.reply.to);
      await reader.untilRead();
    }
  }

  #tell(id: RoomId, shown: Shown, event: RoomEvent): void {
    const room = this.#state(id);
    if (!room || event.seq <= shown.told || this.#shown.get(id) !== shown) return;
    shown.told = event.seq;
    switch (event.type) {
      case "message_posted": {
        const message = messageOf(event, room);
        if (message) this.#parts.say("user_message", message);
        return;
      }
      case "message_edited":
      case "message_deleted":
        // These clients have no words for it, but they put a history in the place of all that they have.
        return this.#parts.meanwhile(() => this.history(id));
      case "room_closed":
        return this.#over(id);
      case "member_left":
        if (event.data.user === this.#parts.party.person.user.id) this.#over(id);
        return;
      default:
        return;
    }
  }

  #over(id: RoomId): void {
    this.#parts.say("closed_chat", { chatId: id });
    void this.#forget(id);
  }

  async #forget(id: RoomId): Promise<void> {
    this.#shown.delete(id);
    await this.#parts.house.ask("close_view", { room: id }, this.#parts.caller);
  }

  #head(id: RoomId): number {
    return this.#parts.house.streams.peek(roomStream(id))?.head ?? 0;
  }

  /** As it is now; as it was, for the moment in which the server reads it again. */
  #state(id: RoomId): RoomState | undefined {
    const shown = this.#shown.get(id);
    if (!shown?.room) return undefined;
    return (shown.room =
      (this.#parts.house.streams.peek(roomStream(id))?.state as RoomState | undefined) ?? shown.room);
  }
}

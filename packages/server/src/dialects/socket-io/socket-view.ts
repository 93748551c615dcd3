import { isRoomStream, type Status, type StreamName } from "@parlor/protocol";
import type { View } from "../../commands/engine.ts";
import type { Hub } from "../../fan-out/hub.ts";
import type { Person } from "../../identity/person.ts";
import type { Audience, Member } from "./audience.ts";

/** A client of a dialect never needs more, and a hostile one may not have it. */
const MAX_ROOMS = 200;

/** A Socket.IO client as the engine and the hub see it: somebody who watches rooms. */
export class SocketView implements View {
  readonly person: Person;
  readonly watched = new Set<StreamName>();
  status: Status = "online";
  readonly #since = new Map<StreamName, number>();
  readonly #member: Member;
  readonly #audience: Audience;
  readonly #hub: Pick<Hub, "publish">;
  readonly #shownOut: (stream: StreamName, why: string) => void;

  constructor(
    person: Person,
    member: Member,
    parts: { audience: Audience; hub: Pick<Hub, "publish">; shownOut: (stream: StreamName, why: string) => void },
  ) {
    this.person = person;
    this.#member = member;
    this.#audience = parts.audience;
    this.#hub = parts.hub;
    this.#shownOut = parts.shownOut;
  }

  isWatching(stream: StreamName): boolean {
    return this.watched.has(stream);
  }

  watch(stream: StreamName, since?: number): boolean {
    if (!this.#member.socket.connected || this.watched.size >= MAX_ROOMS) return false;
    this.watched.add(stream);
    if (since !== undefined) this.#since.set(stream, since);
    if (isRoomStream(stream)) this.#audience.enter(this.#member, stream);
    return true;
  }

  since(stream: StreamName): number | undefined {
    return this.#since.get(stream);
  }

  unwatch(stream: StreamName): void {
    this.watched.delete(stream);
    this.#since.delete(stream);
    if (isRoomStream(stream)) this.#audience.leave(this.#member, stream);
  }

  closeView(stream: StreamName, why: string): void {
    this.unwatch(stream);
    this.#shownOut(stream, why);
  }

  publish(stream: StreamName, frame: string): boolean {
    this.#hub.publish(stream, frame);
    return true;
  }

  /** For good: clients do not come back by themselves after this. */
  hangUp(): void {
    this.#member.socket.disconnect(true);
  }

  /** Frames of the native door, which this one never asks for. */
  send(): void {
    return undefined;
  }

  untilRead(): undefined {
    return undefined;
  }
}

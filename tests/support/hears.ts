import { type InboxEvent, type QueueEvent, type RoomEvent, roomStream, type StoredEvent } from "@parlor/protocol";
import type { Chatter, Signal } from "./chatter.ts";

type AnyEvent = RoomEvent | InboxEvent | QueueEvent;
type EventNamed<Type extends AnyEvent["type"]> = Extract<AnyEvent, { type: Type }>;
type SignalNamed<Kind extends Signal["kind"]> = Extract<Signal, { kind: Kind }>;

/** The first event of this type in a stream, live or in the page of an answer; waits for it if need be. */
export async function hears<Type extends AnyEvent["type"]>(
  chatter: Chatter,
  stream: string,
  type: Type,
  holds: (event: EventNamed<Type>) => boolean = () => true,
): Promise<EventNamed<Type>> {
  const matching = () =>
    heardIn(chatter, stream).find(
      (event): event is EventNamed<Type> & StoredEvent =>
        event.type === type && holds(event as unknown as EventNamed<Type>),
    );
  await chatter.until(() => matching() !== undefined);
  return matching() as EventNamed<Type>;
}

/** The first signal of this kind for which `holds`. */
export async function isTold<Kind extends Signal["kind"]>(
  chatter: Chatter,
  kind: Kind,
  holds: (signal: SignalNamed<Kind>) => boolean = () => true,
): Promise<SignalNamed<Kind>> {
  const matching = () => (chatter.signals(kind) as SignalNamed<Kind>[]).find(holds);
  await chatter.until(() => matching() !== undefined);
  return matching() as SignalNamed<Kind>;
}

function heardIn(chatter: Chatter, stream: string): readonly StoredEvent[] {
  const pages = chatter.frames.flatMap((frame) => {
    if (frame.type === "resumed")
      return frame.payload.streams.filter((part) => part.stream === stream).flatMap(eventsOf);
    if (frame.type !== "reply") return [];
    const answer = frame.payload as { readonly room?: string };
    return answer.room !== undefined && roomStream(answer.room) === stream ? eventsOf(answer) : [];
  });
  return [...pages, ...chatter.events(stream)];
}

const eventsOf = (page: object): readonly StoredEvent[] =>
  "events" in page ? (page.events as readonly StoredEvent[]) : [];

import { type AnyEvent, isRoomStream, type RoomEvent, type UserId } from "@parlor/protocol";
import { isReadBySome, type RoomState, withheld } from "@parlor/rules";
import type { Committed } from "../streams/journal.ts";

/** A frame of events, and who may hear nothing after it. */
export interface EventFrame {
  readonly frame: string;
  readonly leavers: readonly string[];
  /** Where not everybody may hear it. */
  readonly apart?: Apart;
}

export interface Apart {
  readonly event: RoomEvent;
  /** For those who may not hear it: nothing but its place. */
  readonly instead: string;
}

const MAX_FRAME_CHARS = 64 * 1024;

/** Events of one commit as few frames as possible. One ends where somebody loses the right to read on. */
export function eventFrames({ stream, events }: Committed): EventFrame[] {
  const start = `{"type":"events","payload":{"stream":${JSON.stringify(stream.name)},"epoch":${JSON.stringify(stream.epoch)},"events":[`;
  const frames: EventFrame[] = [];
  const room = isRoomStream(stream.name) ? (stream.state as RoomState) : undefined;
  let body = "";

  const frameOf = (json: string) => `${start}${json}]}}`;
  const cut = (leavers: readonly string[]) => {
    if (body) frames.push({ frame: frameOf(body), leavers });
    body = "";
  };
  for (const { event, json } of events) {
    if (room && isReadBySome(room, event)) {
      cut([]);
      const apart = { event: event as RoomEvent, instead: frameOf(JSON.stringify(withheld(event))) };
      frames.push({ frame: frameOf(json), leavers: [], apart });
      continue;
    }
    if (body.length + json.length > MAX_FRAME_CHARS) cut([]);
    body += body ? `,${json}` : json;
    const leaver = leaverIn(event, stream);
    if (leaver !== undefined) cut([leaver]);
  }
  cut([]);
  return frames;
}

/** Who loses the right to read by this event. */
export function leaverIn(event: AnyEvent, stream: Committed["stream"]): UserId | undefined {
  if (event.type !== "member_left" || !isRoomStream(stream.name)) return undefined;
  return (stream.state as RoomState).kind.join === "open" ? undefined : event.data.user;
}

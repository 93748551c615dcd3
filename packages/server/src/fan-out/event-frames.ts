import { isRoomStream } from "@parlor/protocol";
import type { RoomState } from "@parlor/rules";
import type { Committed } from "../streams/journal.ts";

/** A frame of events, and who may hear nothing after it. */
export interface EventFrame {
  readonly frame: string;
  readonly leavers: readonly string[];
}

const MAX_FRAME_CHARS = 64 * 1024;

/** Events of one commit as few frames as possible. One ends where somebody loses the right to read on. */
export function eventFrames({ stream, events }: Committed): EventFrame[] {
  const start = `{"type":"events","payload":{"stream":${JSON.stringify(stream.name)},"epoch":${JSON.stringify(stream.epoch)},"events":[`;
  const frames: EventFrame[] = [];
  const membersOnly = isRoomStream(stream.name) && (stream.state as RoomState).kind.join !== "open";
  let body = "";

  const cut = (leavers: readonly string[]) => {
    frames.push({ frame: `${start}${body}]}}`, leavers });
    body = "";
  };
  for (const { event, json } of events) {
    if (body && body.length + json.length > MAX_FRAME_CHARS) cut([]);
    body += body ? `,${json}` : json;
    if (membersOnly && event.type === "member_left") cut([event.data.user]);
  }
  if (body) cut([]);
  return frames;
}

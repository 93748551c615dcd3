import {
  can,
  durationMs,
  extendSession as extend,
  pauseSession as pause,
  resumeSession as resume,
  type RoomState,
} from "@parlor/rules";
import { askerIn } from "./asking.ts";
import type { Caller, Handler } from "./engine.ts";
import { onRoom } from "./on-room.ts";
import { ifAllowed } from "./verdict.ts";

const may = (room: RoomState, { person }: Caller, act: "pause" | "resume" | "extend", now: number) =>
  can(askerIn(room, person), { do: act }, room, now);

export const pauseSession: Handler<"pause_session"> = (payload, caller, engine, print) =>
  onRoom(payload, caller, engine, print, {
    decide: (room, { now }) => ifAllowed(may(room, caller, "pause", now), () => pause(room, now)),
    reply: () => ({ room: payload.room }),
    repeated: () => ({ room: payload.room }),
  });

export const resumeSession: Handler<"resume_session"> = (payload, caller, engine, print) =>
  onRoom(payload, caller, engine, print, {
    decide: (room, { now }) => ifAllowed(may(room, caller, "resume", now), () => resume(room, now)),
    reply: () => ({ room: payload.room }),
    repeated: () => ({ room: payload.room }),
  });

export const extendSession: Handler<"extend_session"> = (payload, caller, engine, print) =>
  onRoom(payload, caller, engine, print, {
    decide: (room, { now }) =>
      ifAllowed(may(room, caller, "extend", now), () => extend(room, durationMs(payload.by), now)),
    reply: () => ({ room: payload.room }),
    repeated: () => ({ room: payload.room }),
  });

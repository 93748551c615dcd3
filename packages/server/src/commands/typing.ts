import { roomStream } from "@parlor/protocol";
import { done } from "../outcome.ts";
import { refusalOf } from "./asking.ts";
import { type Handler, roomIn } from "./engine.ts";

/** Only who watches the room can be seen typing in it, so it is in memory; otherwise there is nobody to tell. */
export const typing: Handler<"typing"> = ({ room: id, on }, { person, view }, { streams, typists }) => {
  const stream = roomStream(id);
  const room = roomIn(streams.peek(stream), stream);
  const mayType = room?.kind.typing && !refusalOf(person, { do: "send" }, room);
  if (!view?.isWatching(stream) || !mayType) return done({});

  if (on) typists.typing(stream, person.user, view);
  else typists.stopped(stream, person.user.id);
  return done({});
};

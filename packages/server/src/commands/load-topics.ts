import { roomStream } from "@parlor/protocol";
import { done, refused } from "../outcome.ts";
import { noSuchRoom, refusalOf } from "./asking.ts";
import { type Handler, roomIn } from "./engine.ts";
import { historyFloor } from "./visibility.ts";

export const loadTopics: Handler<"load_topics"> = async ({ room: id, limit }, { person }, { streams, topics }) => {
  const stream = await streams.open(roomStream(id));
  const room = roomIn(stream, stream.name);
  if (!room) return refused(noSuchRoom(id));
  const no = refusalOf(person, { do: "read" }, room);
  if (no) return refused(no);

  return done({ room: id, topics: [...(await topics.rank(stream, limit, historyFloor(room, person)))] });
};

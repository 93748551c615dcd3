import { roomStream } from "@parlor/protocol";
import { RawJson } from "../encoding/raw-json.ts";
import { done, refused } from "../outcome.ts";
import { noSuchRoom, refusalOf } from "./asking.ts";
import { type Handler, roomIn } from "./engine.ts";
import { personSight } from "./visibility.ts";
import { stateJson } from "./watching.ts";

export const getRoom: Handler<"get_room"> = async ({ room: id }, { person }, engine) => {
  const name = roomStream(id);
  const stream = await engine.streams.open(name);
  const room = roomIn(stream, name);
  if (!room) return refused(noSuchRoom(id));
  const no = refusalOf(person, { do: "read" }, room);
  if (no) return refused(no);

  const me = room.members.get(person.user.id);
  return done(
    new RawJson(
      `{"room":${JSON.stringify(id)},"epoch":${JSON.stringify(stream.epoch)},"head":${stream.head},"state":${stateJson(stream, personSight(room, person))}` +
        `${me ? `,"me":${JSON.stringify(me)}` : ""},"presence":${engine.presence.snapshotJson(name)}}`,
    ),
  );
};

import { roomStream } from "@parlor/protocol";
import { RawJson } from "../encoding/raw-json.ts";
import { grantedRole } from "../identity/person.ts";
import { done, refused } from "../outcome.ts";
import { noSuchRoom, refusalOf } from "./asking.ts";
import { type Handler, roomIn } from "./engine.ts";
import { enterRoom } from "./join-room.ts";
import { bringsName } from "./membership.ts";
import { personSight } from "./visibility.ts";
import { pageFor, rowsJson, startWatching, stateJson, stopWatching } from "./watching.ts";

export const openRoom: Handler<"open_room"> = async ({ room: id, after }, caller, engine) => {
  const { person } = caller;
  const name = roomStream(id);
  const stream = await engine.streams.open(name);
  if (after) await engine.streams.reach(stream, after);
  const before = roomIn(stream, name);
  if (!before) return refused(noSuchRoom(id));

  const joins = before.kind.openJoins || grantedRole(person, id) !== undefined;
  const member = before.members.get(person.user.id);
  const enters = member ? bringsName(member, person.user) : joins;
  if (enters && !person.server && !before.closed) {
    const entered = await enterRoom(id, person, engine);
    if (!entered.ok) return entered;
  }

  // From here to the reply nothing waits: what is read and what comes live meet without a seam.
  const room = roomIn(stream, name) ?? before;
  const no = refusalOf(person, { do: "read" }, room) ?? startWatching(stream, caller, engine);
  if (no) return refused(no);

  const sight = personSight(room, person);
  const { rows, gap } = pageFor(stream, after, sight, room.kind.history.onJoin);
  const me = room.members.get(person.user.id);
  return done(
    new RawJson(
      `{"room":${JSON.stringify(id)},"epoch":${JSON.stringify(stream.epoch)},"head":${stream.head},"state":${stateJson(stream, sight)}` +
        `${me ? `,"me":${JSON.stringify(me)}` : ""},"presence":${engine.presence.snapshotJson(name)}` +
        `,"events":${rowsJson(rows)}${gap ? `,"gap":${JSON.stringify(gap)}` : ""}}`,
    ),
  );
};

export const closeView: Handler<"close_view"> = ({ room }, caller, engine) => {
  stopWatching(roomStream(room), caller, engine);
  return done({ room });
};

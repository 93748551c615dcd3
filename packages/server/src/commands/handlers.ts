import type { Command, CommandName } from "@parlor/protocol";
import type { Outcome } from "../streams/decision.ts";
import { changeRoom } from "./change-room.ts";
import { closeRoom } from "./close-room.ts";
import { createRoom } from "./create-room.ts";
import { deleteMessage } from "./delete-message.ts";
import { editMessage } from "./edit-message.ts";
import type { Caller, Engine, Handler } from "./engine.ts";
import { getRoom } from "./get-room.ts";
import { joinRoom } from "./join-room.ts";
import { leaveRoom } from "./leave-room.ts";
import { listRooms } from "./list-rooms.ts";
import { loadHistory } from "./load-history.ts";
import { markRead } from "./mark-read.ts";
import { closeView, openRoom } from "./open-room.ts";
import { react } from "./react.ts";
import { resume } from "./resume.ts";
import { sendMessage } from "./send-message.ts";
import { setMember } from "./set-member.ts";
import { setStatus } from "./set-status.ts";
import { typing } from "./typing.ts";

/** The commands about who one is belong to the connection: nothing else can answer them. */
export type SessionCommand = "hello" | "refresh_token";
export type EngineCommand = Exclude<CommandName, SessionCommand>;

/** One file per command. A command without its handler does not compile. */
const HANDLERS: { readonly [Name in EngineCommand]: Handler<Name> } = {
  create_room: createRoom,
  change_room: changeRoom,
  close_room: closeRoom,
  join_room: joinRoom,
  leave_room: leaveRoom,
  set_member: setMember,
  open_room: openRoom,
  get_room: getRoom,
  close_view: closeView,
  send_message: sendMessage,
  edit_message: editMessage,
  delete_message: deleteMessage,
  react,
  mark_read: markRead,
  typing,
  set_status: setStatus,
  list_rooms: listRooms,
  load_history: loadHistory,
  resume,
};

export type Ask = (
  command: Command & { name: EngineCommand },
  caller: Caller,
) => Outcome<unknown> | Promise<Outcome<unknown>>;

/** The one way into the engine, for every door. */
export function commandsOf(engine: Engine): Ask {
  return ({ name, payload }, caller) => {
    const handler = HANDLERS[name] as Handler<EngineCommand>;
    return handler(payload, caller, engine, fingerprint(name, payload));
  };
}

/** The same for the same act, whatever frame brought it: schemas give payloads one order of fields. */
function fingerprint(name: CommandName, payload: object): number {
  return "key" in payload ? Bun.hash.xxHash32(name + JSON.stringify(payload)) : 0;
}

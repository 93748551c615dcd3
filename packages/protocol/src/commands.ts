import type { z } from "zod";
import { ChangeRoom, ChangeRoomReply } from "./change-room.ts";
import { CloseRoom, CloseRoomReply } from "./close-room.ts";
import { CreateRoom, CreateRoomReply } from "./create-room.ts";
import { DeleteMessage, DeleteMessageReply } from "./delete-message.ts";
import { EditMessage, EditMessageReply } from "./edit-message.ts";
import { GetRoom, GetRoomReply } from "./get-room.ts";
import { Hello, HelloReply } from "./hello.ts";
import { JoinRoom, JoinRoomReply } from "./join-room.ts";
import { LeaveRoom, LeaveRoomReply } from "./leave-room.ts";
import { ListRooms, ListRoomsReply } from "./list-rooms.ts";
import { LoadHistory, LoadHistoryReply } from "./load-history.ts";
import { MarkRead, MarkReadReply } from "./mark-read.ts";
import { CloseView, CloseViewReply, OpenRoom, OpenRoomReply } from "./open-room.ts";
import { SetStatus, SetStatusReply } from "./presence.ts";
import { POLICY_COMMANDS } from "./policy-commands.ts";
import { React, ReactReply } from "./react.ts";
import { RefreshToken, RefreshTokenReply } from "./refresh-token.ts";
import { Resume, ResumeReply } from "./resume.ts";
import { SendMessage, SendMessageReply } from "./send-message.ts";
import { SetMember, SetMemberReply } from "./set-member.ts";
import { Typing } from "./typing.ts";
import { Nothing } from "./nothing.ts";

/** Everything a client may say, and the answer. Adding one here makes the server fail to compile until it is handled. */
export const COMMANDS = {
  hello: { payload: Hello, reply: HelloReply },
  refresh_token: { payload: RefreshToken, reply: RefreshTokenReply },
  create_room: { payload: CreateRoom, reply: CreateRoomReply },
  change_room: { payload: ChangeRoom, reply: ChangeRoomReply },
  close_room: { payload: CloseRoom, reply: CloseRoomReply },
  join_room: { payload: JoinRoom, reply: JoinRoomReply },
  leave_room: { payload: LeaveRoom, reply: LeaveRoomReply },
  set_member: { payload: SetMember, reply: SetMemberReply },
  open_room: { payload: OpenRoom, reply: OpenRoomReply },
  get_room: { payload: GetRoom, reply: GetRoomReply },
  close_view: { payload: CloseView, reply: CloseViewReply },
  send_message: { payload: SendMessage, reply: SendMessageReply },
  edit_message: { payload: EditMessage, reply: EditMessageReply },
  delete_message: { payload: DeleteMessage, reply: DeleteMessageReply },
  react: { payload: React, reply: ReactReply },
  mark_read: { payload: MarkRead, reply: MarkReadReply },
  typing: { payload: Typing, reply: Nothing },
  set_status: { payload: SetStatus, reply: SetStatusReply },
  list_rooms: { payload: ListRooms, reply: ListRoomsReply },
  load_history: { payload: LoadHistory, reply: LoadHistoryReply },
  resume: { payload: Resume, reply: ResumeReply },
  ...POLICY_COMMANDS,
} as const;

export type CommandName = keyof typeof COMMANDS;
/** What the server gets after parsing. */
export type Payload<Name extends CommandName> = z.infer<(typeof COMMANDS)[Name]["payload"]>;
/** What a client writes: everything with a default may be left out. */
export type PayloadInput<Name extends CommandName> = z.input<(typeof COMMANDS)[Name]["payload"]>;
export type Reply<Name extends CommandName> = z.infer<(typeof COMMANDS)[Name]["reply"]>;
/** One parsed command: its name decides the type of its payload. */
export type Command = {
  [Name in CommandName]: { name: Name; payload: Payload<Name> };
}[CommandName];

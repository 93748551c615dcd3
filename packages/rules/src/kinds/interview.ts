import type { KindDocument } from "@parlor/protocol";

/** Chat beside a coding interview: whoever has the room's name is in, and sees the last hundred messages. */
export const interview: KindDocument = {
  name: "interview",
  join: "open",
  openJoins: true,
  roles: {
    member: { can: ["message.send", "message.edit.own", "message.delete.own", "message.react"] },
    moderator: {
      can: [
        "message.send",
        "message.edit.own",
        "message.delete.own",
        "message.delete.any",
        "message.react",
        "member.invite",
        "member.remove",
        "member.role",
        "room.change",
        "room.close",
      ],
    },
  },
  creatorRole: "member",
  history: { onJoin: 100 },
  messages: { maxLength: 4_000 },
  panels: { member: ["workspace"], moderator: ["workspace"] },
};

import type { KindDocument } from "@parlor/protocol";

/** A private room: its members decide who comes in. */
export const group: KindDocument = {
  name: "group",
  join: "invite",
  roles: {
    member: {
      can: ["message.send", "message.edit.own", "message.delete.own", "message.react", "member.invite"],
    },
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
};

import type { KindDocument } from "@parlor/protocol";

/** Themed rooms that anybody may walk into. */
export const community: KindDocument = {
  name: "community",
  join: "open",
  openJoins: true,
  listed: true,
  attendance: true,
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
};

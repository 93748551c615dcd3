import type { KindDocument } from "@parlor/protocol";

/** A place's own room: who is here talks, and the talk moves on. */
export const cafe: KindDocument = {
  name: "cafe",
  join: "open",
  openJoins: true,
  listed: true,
  create: "server",
  roles: {
    member: { can: ["message.send", "message.delete.own", "message.react"] },
    moderator: {
      can: [
        "message.send",
        "message.delete.own",
        "message.delete.any",
        "message.react",
        "member.remove",
        "member.role",
        "room.change",
        "room.close",
      ],
    },
  },
  limits: { send: "30/1m" },
};

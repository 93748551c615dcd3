import type { KindDocument } from "@parlor/protocol";

/** Two people, and nobody else ever. */
export const direct: KindDocument = {
  name: "direct",
  join: "invite",
  roles: {
    member: { can: ["message.send", "message.edit.own", "message.delete.own", "message.react"] },
    moderator: {
      can: [
        "message.send",
        "message.edit.own",
        "message.delete.own",
        "message.delete.any",
        "message.react",
        "room.close",
      ],
    },
  },
  creatorRole: "member",
  seats: { total: 2 },
};

import type { KindDocument } from "@parlor/protocol";

/** A place's own room: who is here talks, and the talk moves on. */
export const cafe: KindDocument = {
  name: "cafe",
  join: "open",
  guests: false,
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
  spam: { repeatWithin: "5m", capitals: 0.5, capitalsFrom: 10, links: 2, repeatedLetters: 6, except: ["moderator"] },
  topics: {},
};

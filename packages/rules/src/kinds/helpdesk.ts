import type { KindDocument } from "@parlor/protocol";

/** Help at an event: people ask, organizers take the oldest request, and close it when it is settled. */
export const helpdesk: KindDocument = {
  name: "helpdesk",
  join: "queue",
  create: "server",
  roles: {
    participant: { can: ["message.send", "message.react", "queue.ask"] },
    organizer: { can: ["message.send", "message.react", "queue.take", "queue.transfer", "room.close"] },
    member: { can: ["message.send", "message.react", "queue.ask"] },
    moderator: {
      can: [
        "message.send",
        "message.react",
        "message.delete.any",
        "member.remove",
        "member.role",
        "queue.take",
        "queue.transfer",
        "queue.force",
        "room.close",
      ],
    },
  },
  defaultRole: "participant",
  creatorRole: "organizer",
  queue: { assign: "take", offerLease: "30s", abandonAfter: "1h" },
  messages: { maxLength: 2_000, location: ["participant", "member"] },
  panels: { organizer: ["map"], moderator: ["map"] },
};

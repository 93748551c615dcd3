import type { KindDocument } from "@parlor/protocol";

/** Coached conversations for research: a lobby, two seats of which one waits for the assistant, a clock, panels. */
export const coached: KindDocument = {
  name: "coached",
  join: "lobby",
  create: "server",
  roles: {
    assistant: { can: ["message.send", "panel.search", "item.share"] },
    client: { can: ["message.send"] },
    member: { can: ["message.send"] },
    moderator: {
      can: ["message.send", "message.delete.any", "member.remove", "room.close", "session.pause", "session.extend"],
    },
  },
  defaultRole: "client",
  creatorRole: "moderator",
  seats: { total: 2, roles: { assistant: { max: 1, reserved: 1 } }, exempt: ["moderator"] },
  session: {
    starts: "when-full",
    lasts: "17m",
    warnAt: ["5m", "1m"],
    wrapUp: "15s",
    idle: { role: "assistant", after: "90s" },
    onEnd: "lobby",
    leftAlone: "5s",
  },
  archive: false,
  panels: {
    assistant: ["instructions", "checklist", "products", "search"],
    client: ["instructions", "checklist"],
    member: ["instructions", "checklist"],
  },
  instructions: {
    assistant: `## Your part

You help somebody to find what they need.

1. **Ask first.** What is it for, what matters to them, what can it cost?
2. **Search** the collection on the right while they answer, and share what fits.
3. **Explain** why you suggest it, and what speaks against it.

They wait while you search: tell them so.`,
    client: `## Your part

You are looking for something, and an assistant helps you.

1. **Say what you need** as you would to somebody in a shop.
2. **Ask** whatever you would ask there.
3. **Decide** for yourself: nothing has to be bought.`,
  },
  checklist: {
    assistant: [
      { id: "asked", text: "I asked what they need." },
      { id: "shared", text: "I shared at least one item." },
      { id: "explained", text: "I explained why it fits." },
    ],
    client: [
      { id: "described", text: "I said what I am looking for." },
      { id: "asked", text: "I asked at least one question." },
      { id: "decided", text: "I decided." },
    ],
  },
  catalog: "products",
};

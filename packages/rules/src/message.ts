import type { MessagePosted, Reaction, RoomEvent } from "@parlor/protocol";

export type PostedEvent = RoomEvent & { type: "message_posted" };

/** The events that change a message after it was posted. */
export type Revision = RoomEvent & {
  type: "message_edited" | "message_deleted" | "reaction_changed";
};

export function isRevision(event: { readonly type: string }): event is Revision {
  return event.type === "message_edited" || event.type === "message_deleted" || event.type === "reaction_changed";
}

/**
 * A message after one more event. Repeating an event that the message already holds changes nothing, so that a page
 * of history (which carries messages as they are now) and live events may overlap.
 */
export function revise(posted: PostedEvent, event: Revision): PostedEvent {
  const message = posted.data;
  if (event.seq <= (message.rev ?? 0)) return posted;

  return { ...posted, data: { ...revised(message, event), rev: event.seq } };
}

function revised(message: MessagePosted, event: Revision): MessagePosted {
  switch (event.type) {
    case "message_edited":
      return message.deleted || event.data.text === undefined
        ? message
        : { ...message, text: event.data.text, editedAt: event.at };
    case "message_deleted": {
      // Of when it was edited nothing is kept either: who held it before and who reads it now see the same.
      const { text: _, reactions: __, mentions: ___, location: ____, editedAt: _____, ...rest } = message;
      return { ...rest, deleted: { at: event.at, by: event.actor } };
    }
    case "reaction_changed":
      return {
        ...message,
        reactions: react(message.reactions ?? [], event.data.emoji, event.actor, event.data.on),
      };
  }
}

function react(reactions: readonly Reaction[], emoji: string, user: string, on: boolean): Reaction[] {
  const others = reactions.map((reaction) =>
    reaction.emoji === emoji ? { emoji, by: reaction.by.filter((id) => id !== user) } : reaction,
  );
  if (!on) return others.filter((reaction) => reaction.by.length > 0);

  return others.some((reaction) => reaction.emoji === emoji)
    ? others.map((reaction) => (reaction.emoji === emoji ? { emoji, by: [...reaction.by, user] } : reaction))
    : [...others, { emoji, by: [user] }];
}

/** Whether this person's emoji is on the message. */
export function hasReacted(message: MessagePosted, emoji: string, user: string): boolean {
  return message.reactions?.some((reaction) => reaction.emoji === emoji && reaction.by.includes(user)) ?? false;
}

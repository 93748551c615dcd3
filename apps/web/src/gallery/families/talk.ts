import type { Stage } from "../stage.ts";
import type { WrittenRoom } from "../written-room.ts";

export const LONG = `${"A long sentence goes on and on without telling anybody anything new. ".repeat(6)}\n\n- one\n- two\n- ${"three".repeat(30)}`;

/** A room in which some people have talked. */
export function talkIn(stage: Stage, options: Parameters<Stage["room"]>[0] = {}): WrittenRoom {
  const room = stage.room({ id: "talk", description: "Form, sets and sore legs.", ...options });
  room.join("ada", "Ada", "moderator").join("ben", "Ben").join("ana", "Ana").join("visitor", "Noor", "member", true);
  room.say("ben", "Does anybody know a good stretch for after *long* runs?");
  room.say("ben", "My calves are like wood.");
  const asked = room.say("ada", "Wall stretch, 30 seconds each side. **Do not bounce.** https://example.com/stretch");
  room.add("ben", { type: "reaction_changed", data: { target: asked, emoji: "🙏", on: true } });
  room.add("ana", { type: "reaction_changed", data: { target: asked, emoji: "🙏", on: true } });
  room.untilNow();
  room.say("visitor", "Thank you, @Ana told me the same!", { mentions: ["ana"], guest: true });
  room.say("ana", "I wrote mine down: `3 × 30 s`", { replyTo: asked });
  stage.presence = {
    count: 3,
    people: [
      { id: "ana", name: "Ana", status: "online" },
      { id: "ada", name: "Ada", status: "online" },
      { id: "ben", name: "Ben", status: "away" },
    ],
  };
  return room;
}

import type { MessageRow } from "@parlor/client";

/** What waits to be sent is one's own also before it is known who one is. */
export const isOwn = ({ actor, stage }: Pick<MessageRow, "actor" | "stage">, me: string | undefined): boolean =>
  stage !== "confirmed" || (actor !== undefined && actor === me);

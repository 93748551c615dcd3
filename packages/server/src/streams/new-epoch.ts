import { isInboxStream, type StreamName } from "@parlor/protocol";
import { createHmac } from "node:crypto";

const LENGTH = 14;

/**
 * Gives epochs to streams that begin. An inbox is watched before anything is in it, and may begin on another server:
 * where servers share a secret, all of them would begin it with the same epoch.
 */
export function epochsWith(shared: string | undefined): (stream: StreamName) => string {
  return (stream) => {
    if (shared === undefined || !isInboxStream(stream)) return letters(Bun.randomUUIDv7("base64url")).slice(-LENGTH);
    return letters(createHmac("sha256", shared).update(`epoch of ${stream}`).digest("base64url")).slice(0, LENGTH);
  };
}

const letters = (text: string): string => text.replaceAll(/[^a-zA-Z0-9]/g, "");

import type { ConnectionState } from "@parlor/client";
import type { Texts } from "../texts/en.ts";

/** What has to change before what one writes goes out. */
export type SentLater = "offline" | "signed-out";

/** A sign-in that has run out is no lack of a network: to come back to one would not help. */
export function sentLater(connection: ConnectionState, isSignedOut: boolean): SentLater | undefined {
  switch (connection.name) {
    case "online":
      return undefined;
    case "connecting":
    case "greeting":
      // The first attempt is on its way; one after a failure is as good as the wait for it.
      if (connection.failures === 0) return undefined;
      break;
    case "stopped":
      return "signed-out";
    case "idle":
    case "waiting":
  }
  return isSignedOut ? "signed-out" : "offline";
}

export const laterText = (later: SentLater, texts: Texts): string =>
  later === "offline" ? texts.willSendLater : texts.willSendSignedIn;

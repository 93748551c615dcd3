import { createChatClient, memoryStorage } from "@parlor/client";
import { expect } from "bun:test";
import { type ReactElement, StrictMode } from "react";
import { renderToString } from "react-dom/server";
import { CurrentRoom } from "./room/CurrentRoom.tsx";
import { ParlorProvider } from "./provider.tsx";
import { en } from "./texts/en.ts";
import { wordsFor } from "./texts/words.ts";

/** What a reader sees of it before any script runs. Rendered as in development, where React looks twice. */
export function htmlOnAServer(element: ReactElement): string {
  // With a window here, nothing below would prove anything.
  expect(typeof window).toBe("undefined");
  const client = createChatClient({ url: "https://chat.example", guest: { name: "Ana" }, storage: memoryStorage() });
  const html = renderToString(
    <StrictMode>
      <ParlorProvider client={client} words={wordsFor(en)}>
        <CurrentRoom id="general">{element}</CurrentRoom>
      </ParlorProvider>
    </StrictMode>,
  );
  expect(client.connection.get().name).toBe("idle");
  return html;
}

export const componentsOf = (door: object): string[] =>
  Object.keys(door)
    .filter((name) => /^[A-Z][a-z]/.test(name))
    .toSorted();

import { messageText } from "../message-text.ts";
import { bundleForNode, peerFile } from "./bundle.ts";
import { findProgram } from "./on-path.ts";
import { startProcess } from "./process-server.ts";
import type { Contestant } from "./server.ts";

const HISTORY_TEXT_BYTES = 200;

export const bunPublish: Contestant = {
  name: "Bun publish",
  tongue: "plain",
  missing: () => undefined,
  start: () => startProcess("bun-publish", () => ({ command: [process.execPath, peerFile("bun-publish")] })),
};

export const nodeWs: Contestant = onNode("Node ws", "plain", "node-ws");
export const socketIo: Contestant = onNode("Socket.IO", "socketIo", "socket-io", {
  TEXT: messageText(HISTORY_TEXT_BYTES),
});

function onNode(
  name: string,
  tongue: Contestant["tongue"],
  peer: string,
  env: Record<string, string> = {},
): Contestant {
  return {
    name,
    tongue,
    missing: () => (findProgram("node") ? undefined : "node is not installed"),
    async start() {
      const file = await bundleForNode(peer);
      return startProcess(peer, () => ({
        command: [findProgram("node") ?? "node", file],
        env: { ...env, NODE_ENV: "production" },
      }));
    },
  };
}

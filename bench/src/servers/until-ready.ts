import { connect } from "node:net";
import type { Child } from "./child.ts";

const READY_WITHIN_MS = 60_000;
const ASK_EVERY_MS = 50;

/** Asks until the answer is yes. A child that ends before that fails with its last words. */
export async function untilReady(child: Child, isReady: () => Promise<boolean>): Promise<void> {
  const giveUpAt = performance.now() + READY_WITHIN_MS;
  while (!(await isReady())) {
    if (child.hasEnded) throw new Error(`ended at once: ${child.lastWords}`);
    if (performance.now() > giveUpAt) throw new Error(`not ready within ${READY_WITHIN_MS} ms: ${child.lastWords}`);
    await Bun.sleep(ASK_EVERY_MS);
  }
}

/** Any answer will do: a server without its page is ready for messages all the same. */
export async function answersHttp(port: number, path = "/"): Promise<boolean> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined);
  await response?.body?.cancel();
  return response !== undefined;
}

export function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

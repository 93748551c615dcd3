import type { BadNetwork } from "./bad-network.ts";
import { chanceOf } from "./chance.ts";

interface Line {
  readonly far: WebSocket;
  /** Said before the way was open. */
  readonly early: string[];
  readonly said: string[];
}

/** A way to the server that says again what a client said, at once or later, and now and then breaks off. */
export async function echoingNetwork(door: () => Promise<string>, seed: number): Promise<BadNetwork> {
  const chance = chanceOf(seed);
  let calm = false;
  let broken = 0;

  const proxy = Bun.serve<Line>({
    hostname: "127.0.0.1",
    port: 0,
    async fetch(request, server) {
      const data = { far: new WebSocket(await door()), early: [], said: [] };
      return server.upgrade(request, { data }) ? undefined : new Response(null, { status: 400 });
    },
    websocket: {
      open(near) {
        const { far, early } = near.data;
        far.addEventListener("open", () => early.splice(0).forEach((frame) => far.send(frame)));
        far.addEventListener("message", ({ data }) => near.send(String(data)));
        far.addEventListener("close", () => near.terminate());
      },
      message(near, frame) {
        const { far, early, said } = near.data;
        const text = String(frame);
        const say = (again: string) => (far.readyState === WebSocket.OPEN ? far.send(again) : early.push(again));
        say(text);
        if (calm) return;
        said.push(text);
        if (chance.oneIn(3)) say(text);
        if (chance.oneIn(4)) say(chance.of(said));
        if (chance.oneIn(12)) {
          broken++;
          far.close();
        }
      },
      close: (near) => near.data.far.close(),
    },
  });

  return {
    door: `ws://127.0.0.1:${proxy.port}/v1/connect`,
    get broken() {
      return broken;
    },
    calmDown: () => (calm = true),
    end: () => proxy.stop(true),
  };
}

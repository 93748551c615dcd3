import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { type Chance, chanceOf } from "./chance.ts";

/** A way to the server that loses connections, delays what it carries, and breaks off in the middle of frames. */
export interface BadNetwork {
  readonly door: string;
  /** From now on it behaves, so that a history can come to its end. */
  calmDown(): void;
  /** How many connections it broke. */
  readonly broken: number;
  end(): Promise<void>;
}

const MAX_DELAY_MS = 12;
/** Where connections break: some in the handshake, some in hello, most later. */
const MAX_BYTES = 6_000;

/** `door` is asked for each connection: the server behind may be another one by then. */
export async function badNetwork(door: () => Promise<string>, seed: number): Promise<BadNetwork> {
  const { pathname } = new URL(await door());
  const chance = chanceOf(seed);
  const sockets = new Set<Socket>();
  let calm = false;
  let broken = 0;

  const proxy = createServer({ pauseOnConnect: true }, (near) => {
    near.on("error", () => near.destroy());
    door().then(
      (url) => join(near, url),
      () => near.destroy(),
    );
  });
  const join = (near: Socket, url: string) => {
    const { hostname, port } = new URL(url);
    const far = connect(Number(port), hostname);
    let left = calm || chance.oneIn(6) ? Number.POSITIVE_INFINITY : chance.below(MAX_BYTES);
    const hangUp = () => {
      near.destroy();
      far.destroy();
    };
    const carry = (from: Socket, to: Socket) => {
      const line = slowLine(to, () => (calm ? 0 : delay(chance)));
      from.on("data", (bytes: Buffer) => {
        if (bytes.length < left) {
          left -= bytes.length;
          return line(bytes);
        }
        // The last bytes still arrive, and with them half a frame.
        broken++;
        line(bytes.subarray(0, left));
        left = Number.POSITIVE_INFINITY;
        from.pause();
        return line(undefined, hangUp);
      });
      from.on("close", hangUp);
      from.on("error", hangUp);
    };
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("close", () => sockets.delete(socket));
    }
    carry(near, far);
    carry(far, near);
    near.resume();
  };
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");

  return {
    door: `ws://127.0.0.1:${(proxy.address() as AddressInfo).port}${pathname}`,
    get broken() {
      return broken;
    },
    calmDown: () => (calm = true),
    async end() {
      for (const socket of sockets) socket.destroy();
      proxy.close();
      await once(proxy, "close");
    },
  };
}

const delay = (chance: Chance): number => (chance.oneIn(3) ? chance.below(MAX_DELAY_MS) : 0);

/** Keeps the order of what it carries, however long each part takes. */
function slowLine(to: Socket, delayMs: () => number): (bytes: Buffer | undefined, then?: () => void) => void {
  let before = Promise.resolve();
  return (bytes, then) => {
    const ms = delayMs();
    before = before.then(async () => {
      if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
      if (bytes && !to.destroyed) to.write(bytes);
      then?.();
    });
  };
}

import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { Transform } from "node:stream";

/** A way to the server that carries everything, but little at a time: what comes too fast has to wait at the server. */
export async function narrowNetwork(door: string, bytesPerMs: number): Promise<{ door: string; end(): Promise<void> }> {
  const { hostname, port, pathname } = new URL(door);
  const sockets = new Set<Socket>();
  const proxy = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => sockets.delete(socket));
    }
    near.pipe(far);
    far.pipe(narrow(bytesPerMs)).pipe(near);
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  return {
    door: `ws://127.0.0.1:${(proxy.address() as AddressInfo).port}${pathname}`,
    async end() {
      for (const socket of sockets) socket.destroy();
      proxy.close();
      await once(proxy, "close");
    },
  };
}

function narrow(bytesPerMs: number): Transform {
  return new Transform({
    transform(bytes: Buffer, _encoding, done) {
      setTimeout(() => done(null, bytes), bytes.length / bytesPerMs);
    },
  });
}

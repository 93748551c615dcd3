import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A way to the server that can break while something is under way. */
export interface Wire {
  readonly url: string;
  /** From now on nothing reaches the client any more, and it does not notice: what the server sends is lost. */
  swallow(): void;
  /** All connections end now. The next ones work again. */
  cut(): void;
  end(): Promise<void>;
}

export async function wireTo(url: string): Promise<Wire> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let swallowing = false;

  const proxy = createServer((near) => {
    const far = connect(Number(port), hostname);
    const hangUp = () => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("error", hangUp);
      socket.on("close", () => {
        sockets.delete(socket);
        hangUp();
      });
    }
    near.on("data", (bytes: Buffer) => far.write(bytes));
    far.on("data", (bytes: Buffer) => {
      if (!swallowing) near.write(bytes);
    });
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");

  const cut = () => {
    for (const socket of sockets) socket.destroy();
    swallowing = false;
  };
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/`,
    swallow: () => (swallowing = true),
    cut,
    async end() {
      cut();
      proxy.close();
      await once(proxy, "close");
    },
  };
}

import { connect, createServer, type Server, type Socket } from "node:net";

/** A way to another server of the fleet that can be cut, for one of them alone. */
export class Gate implements AsyncDisposable {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #isOpen = true;

  private constructor(server: Server, to: number) {
    this.#server = server;
    server.on("connection", (from) => this.#join(from, to));
  }

  static async to(port: number): Promise<Gate> {
    const server = createServer();
    const gate = new Gate(server, port);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return gate;
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === "object" && address ? address.port : 0;
  }

  cut(): void {
    this.#isOpen = false;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#isOpen = true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #join(from: Socket, to: number): void {
    if (!this.#isOpen) {
      from.destroy();
      return;
    }
    const onward = connect(to, "127.0.0.1");
    for (const [one, other] of [
      [from, onward],
      [onward, from],
    ] as const) {
      this.#sockets.add(one);
      one.on("data", (bytes) => other.write(bytes));
      // An end with an error is an end like any other, and the other side ends with it.
      one.on("error", () => other.destroy());
      one.on("close", () => {
        this.#sockets.delete(one);
        other.destroy();
      });
    }
  }
}

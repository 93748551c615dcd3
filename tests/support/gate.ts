import { connect, createServer, type Server, type Socket } from "node:net";

/** A way to something that the fleet needs, which can be cut, fall silent, be slow, and lead to another place. */
export class Gate implements AsyncDisposable {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #to: number;
  #isOpen = true;
  #isSilent = false;
  #delayMs = 0;
  #answerToLose: { readonly asked: string; readonly lost: () => void } | undefined;

  private constructor(server: Server, to: number) {
    this.#server = server;
    this.#to = to;
    server.on("connection", (from) => this.#join(from));
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

  /** Both ends hear of it. */
  cut(): void {
    this.#isOpen = false;
    this.#hangUp();
  }

  /** Neither end hears of it: nothing comes through, and nothing is closed. */
  fallSilent(): void {
    this.#isSilent = true;
    for (const socket of this.#sockets) socket.pause();
  }

  mend(): void {
    this.#isOpen = true;
    this.#isSilent = false;
    for (const socket of this.#sockets) socket.resume();
  }

  /** What passes from now on takes so much longer, in each direction. */
  slowDown(delayMs: number): void {
    this.#delayMs = delayMs;
  }

  /** Whoever was connected has to connect again, and comes to the other place. */
  leadTo(port: number): void {
    this.#to = port;
    this.#hangUp();
  }

  /** Lets the next question with these words through, and cuts its connection when the answer comes. */
  loseAnswerTo(asked: string): Promise<void> {
    return new Promise((lost) => (this.#answerToLose = { asked, lost }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #hangUp(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #join(from: Socket): void {
    if (!this.#isOpen) {
      from.destroy();
      return;
    }
    const onward = connect(this.#to, "127.0.0.1");
    this.#loseAnswer(from, onward);
    for (const [one, other] of [
      [from, onward],
      [onward, from],
    ] as const) {
      this.#sockets.add(one);
      one.setNoDelay(true);
      one.on("data", (bytes) => this.#carry(bytes, other));
      // An end with an error is an end like any other, and the other side ends with it.
      one.on("error", () => other.destroy());
      one.on("close", () => {
        this.#sockets.delete(one);
        other.destroy();
      });
      if (this.#isSilent) one.pause();
    }
  }

  /** Listens before anything is carried on. */
  #loseAnswer(from: Socket, onward: Socket): void {
    from.on("data", (bytes) => {
      const losing = this.#answerToLose;
      if (!losing || !bytes.includes(losing.asked)) return;
      this.#answerToLose = undefined;
      onward.prependOnceListener("data", () => {
        from.destroy();
        losing.lost();
      });
    });
  }

  /** Timers of one length end in their order, so nothing overtakes anything while the delay stays the same. */
  #carry(bytes: Buffer | string, to: Socket): void {
    if (to.destroyed) return;
    if (this.#delayMs === 0) to.write(bytes);
    else setTimeout(() => to.destroyed || to.write(bytes), this.#delayMs);
  }
}

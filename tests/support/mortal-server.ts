import { newFolder, removeFolder, type Server, startServer } from "./server.ts";

/** One data folder, and the servers that live and die on it. */
export class MortalServer {
  readonly #folder: string;
  readonly #env: Readonly<Record<string, string>>;
  #server: Promise<Server>;

  private constructor(folder: string, env: Readonly<Record<string, string>>) {
    this.#folder = folder;
    this.#env = env;
    this.#server = startServer({ folder, env });
  }

  static async start(env: Readonly<Record<string, string>> = {}): Promise<MortalServer> {
    const mortal = new MortalServer(await newFolder(), env);
    await mortal.#server;
    return mortal;
  }

  /** Of the server that lives, or the next one. */
  async door(): Promise<string> {
    return (await this.#server).door;
  }

  /** Whoever asks for the door from now on waits for the next server. */
  async killAndRestart(how: "kill" | "stop" = "kill"): Promise<void> {
    const before = await this.#server;
    const { promise, resolve, reject } = Promise.withResolvers<Server>();
    this.#server = promise;
    try {
      await before[how]();
      resolve(await startServer({ folder: this.#folder, env: this.#env }));
    } catch (error) {
      reject(error);
    }
    await promise;
  }

  async end(): Promise<void> {
    await (await this.#server).stop();
    await removeFolder(this.#folder);
  }
}

import { afterAll, beforeAll } from "bun:test";
import { newFolder, removeFolder, type Server, startServer } from "./server.ts";

export interface FileServerOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Sends everybody home before the server ends. */
  readonly leave?: () => Promise<unknown>;
}

/** One server for all tests of a file, in a folder of its own. It runs once they have begun. */
export class FileServer implements Omit<Server, "stop" | "kill"> {
  #server: Server | undefined;
  #folder = "";

  static forThisFile({ env = {}, leave }: FileServerOptions = {}): FileServer {
    const file = new FileServer();
    beforeAll(async () => {
      file.#folder = await newFolder();
      file.#server = await startServer({ folder: file.#folder, env });
    });
    afterAll(async () => {
      await leave?.();
      await file.#server?.stop();
      await removeFolder(file.#folder);
    });
    return file;
  }

  get folder(): string {
    return this.#folder;
  }

  get url(): string {
    return this.#running.url;
  }

  get door(): string {
    return this.#running.door;
  }

  get pid(): number {
    return this.#running.pid;
  }

  log(): string {
    return this.#running.log();
  }

  get #running(): Server {
    if (!this.#server) throw new Error("the server runs once the tests have begun");
    return this.#server;
  }
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PROGRAM = [process.execPath, join(import.meta.dir, "../../packages/server/src/main.ts")];
export const SECRET = "the secret of the tests, long enough";

/** A real server process. */
export interface Server {
  readonly url: string;
  /** Where the native door is. */
  readonly door: string;
  readonly pid: number;
  /** All that it wrote to its log so far. */
  log(): string;
  /** As an operator does it: in order. */
  stop(): Promise<void>;
  /** As a power cut does it. */
  kill(): Promise<void>;
}

export interface ServerOptions {
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What runs it, when it is not run as usual: gets the command as its last arguments. */
  readonly launcher?: readonly string[];
  /** The command, when it is not the server of this checkout. */
  readonly program?: readonly string[];
}

export async function startServer(options: ServerOptions): Promise<Server> {
  const process = launch(options);
  let log = "";
  const logEnds = readLines(process.stderr, (line) => (log += `${line}\n`));
  const url = await new Promise<string>((resolve, reject) => {
    const said = readLines(process.stdout, (line) => {
      const [, address] = /^Parlor is at (?:.* )?(\S+)$/.exec(line) ?? [];
      if (address) resolve(address);
    });
    said.then(
      () => reject(new Error(`the server ended before it was ready:\n${log}`)),
      (error: Error) => reject(error),
    );
  });
  const end = async (signal: "SIGTERM" | "SIGKILL") => {
    process.kill(signal);
    await process.exited;
    await logEnds;
  };
  return {
    url,
    door: `${url.replace("http", "ws")}v1/connect`,
    pid: process.pid,
    log: () => log,
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
  };
}

/** Starts a server that is expected to give up, and tells what it said. */
export async function startInVain(options: ServerOptions): Promise<{ exitCode: number; said: string }> {
  const process = launch(options);
  const [said, exitCode] = await Promise.all([new Response(process.stderr).text(), process.exited]);
  return { exitCode, said };
}

function launch({ folder, env = {}, launcher = [], program = PROGRAM }: ServerOptions) {
  const child = Bun.spawn([...launcher, ...program], {
    env: {
      PATH: globalThis.process.env["PATH"],
      HOST: "127.0.0.1",
      PORT: "0",
      DATA_DIR: folder,
      SECRET_KEY: SECRET,
      LOG_LEVEL: "info",
      // A test begins in an empty house.
      DEMONSTRATION: "off",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  // A test that falls over leaves no server behind.
  const end = () => child.kill("SIGKILL");
  globalThis.process.once("exit", end);
  void child.exited.then(() => globalThis.process.off("exit", end));
  return child;
}

async function readLines(stream: ReadableStream<Uint8Array>, hear: (line: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) hear(line);
  }
}

export const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), "parlor-system-"));
export const removeFolder = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });

/** A server of one's own for as long as `use` takes. */
export async function withServer(
  use: (server: Server, folder: string) => Promise<void>,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const folder = await newFolder();
  const server = await startServer({ folder, env });
  try {
    await use(server, folder);
  } finally {
    await server.stop();
    await removeFolder(folder);
  }
}

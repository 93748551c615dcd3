import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accepts, Child, freePort } from "./child.ts";

const DEPLOY = join(import.meta.dir, "../../deploy");

export type ProxyName = "nginx" | "haproxy";

/** Debian keeps it where only root looks. */
export const proxyProgram = (name: ProxyName): string | undefined =>
  Bun.which(name) ?? Bun.which(name, { PATH: "/usr/sbin:/usr/local/sbin" }) ?? undefined;

/** A real proxy with the very file that lies in deploy/, but for addresses, and where it may write. */
export class OwnProxy implements AsyncDisposable {
  readonly url: string;
  readonly #child: Child;
  readonly #folder: string;

  private constructor(url: string, child: Child, folder: string) {
    this.url = url;
    this.#child = child;
    this.#folder = folder;
  }

  static async start(name: ProxyName, servers: readonly [number, number], port = freePort()): Promise<OwnProxy> {
    const program = proxyProgram(name);
    if (program === undefined) throw new Error(`${name} is not installed`);
    const folder = mkdtempSync(join(tmpdir(), `parlor-test-${name}-`));
    const file = join(folder, FILES[name]);
    writeFileSync(file, CONFIGURATIONS[name](readFileSync(join(DEPLOY, FILES[name]), "utf8"), servers, port));
    const child = Child.start([program, ...ARGUMENTS[name](folder, file)], folder);
    await child.ready(() => accepts(port));
    return new OwnProxy(`http://127.0.0.1:${port}/`, child, folder);
  }

  /** Where the native door is. */
  get door(): string {
    return `${this.url.replace("http", "ws")}v1/connect`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#child.end(this.#child.hasEnded ? "SIGKILL" : "SIGTERM");
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

const FILES = { nginx: "nginx.conf", haproxy: "haproxy.cfg" } as const;

const withServers = (text: string, [one, other]: readonly [number, number]) =>
  text.replaceAll("parlor-1:8006", `127.0.0.1:${one}`).replaceAll("parlor-2:8006", `127.0.0.1:${other}`);

const CONFIGURATIONS: Record<ProxyName, (text: string, servers: readonly [number, number], port: number) => string> = {
  nginx: (text, servers, port) =>
    withServers(text, servers)
      .replace("listen 80;", `listen 127.0.0.1:${port};`)
      // As on any machine with several cores: what one of them learns, the others have to know.
      .replace("worker_processes auto;", "worker_processes 2;")
      .replace("http {", `http { ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(inFolder).join(" ")}`),
  haproxy: (text, servers, port) => withServers(text, servers).replace("bind :80", `bind 127.0.0.1:${port}`),
};

const inFolder = (what: string): string => `${what}_temp_path ${what};`;

const ARGUMENTS: Record<ProxyName, (folder: string, file: string) => string[]> = {
  nginx: (folder, file) => {
    const user = process.getuid?.() === 0 ? "user root; " : "";
    const settings = `${user}daemon off; pid ${join(folder, "pid")}; error_log stderr warn;`;
    return ["-p", folder, "-e", "stderr", "-c", file, "-g", settings];
  },
  haproxy: (_, file) => ["-db", "-f", file],
};

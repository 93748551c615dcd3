import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accepts, Child, freePort } from "./child.ts";
import { until } from "./until.ts";

/** Several real Redis or Valkey processes that make up one: a cluster, or a primary with its standby and a sentinel. */
export class RedisNodes implements AsyncDisposable {
  readonly #folder = mkdtempSync(join(tmpdir(), "parlor-test-redis-nodes-"));
  readonly #children: { readonly port: number; readonly child: Child }[] = [];
  url = "";

  /** Three primaries that share the slots. */
  static async cluster(): Promise<RedisNodes> {
    const nodes = new RedisNodes();
    const ports = await Promise.all(
      [0, 1, 2].map(() => {
        const port = freePort();
        const own = `cluster-enabled yes\ncluster-port ${freePort()}\ncluster-config-file nodes-${port}.conf`;
        return nodes.#start(port, own).then(() => port);
      }),
    );
    const addresses = ports.map((port) => `127.0.0.1:${port}`);
    nodes.url = `redis-cluster://${addresses.join(",")}`;
    const made = Bun.spawnSync([program("cli"), "--cluster", "create", ...addresses, "--cluster-yes"]);
    if (!made.success) throw new Error(made.stdout.toString());
    for (const port of ports) await until(() => ask(port, "CLUSTER", "INFO").includes("cluster_state:ok"));
    return nodes;
  }

  /** A primary, a standby, and a sentinel that puts the one in the place of the other after a second. */
  static async sentinel(): Promise<RedisNodes> {
    const nodes = new RedisNodes();
    const [primary, standby, sentinel] = [freePort(), freePort(), freePort()];
    await nodes.#start(primary, "");
    await nodes.#start(standby, `replicaof 127.0.0.1 ${primary}`);
    await until(() => ask(standby, "INFO", "replication").includes("master_link_status:up"));
    const watch = `sentinel monitor house 127.0.0.1 ${primary} 1\nsentinel down-after-milliseconds house 1000\nsentinel failover-timeout house 3000`;
    await nodes.#start(sentinel, watch, ["--sentinel"]);
    await until(() => ask(sentinel, "SENTINEL", "replicas", "house").includes(String(standby)));
    nodes.url = `redis-sentinel://127.0.0.1:${sentinel}/house`;
    return nodes;
  }

  /** Whichever was started first. */
  async killFirst(): Promise<void> {
    await this.#children[0]?.child.end("SIGKILL");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#children.map(({ child }) => child[Symbol.asyncDispose]()));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #start(port: number, own: string, words: readonly string[] = []): Promise<void> {
    const file = join(this.#folder, `${port}.conf`);
    writeFileSync(
      file,
      `bind 127.0.0.1\nport ${port}\ndir ${this.#folder}\n${words.length ? "" : 'save ""\n'}${own}\n`,
    );
    const child = Child.start([program("server"), file, ...words], this.#folder);
    this.#children.push({ port, child });
    await child.ready(() => accepts(port));
  }
}

function program(name: "server" | "cli"): string {
  const found = Bun.which(`redis-${name}`) ?? Bun.which(`valkey-${name}`);
  if (!found) throw new Error(`neither redis-${name} nor valkey-${name} is installed`);
  return found;
}

const ask = (port: number, ...words: string[]): string =>
  Bun.spawnSync([program("cli"), "-p", String(port), ...words]).stdout.toString();

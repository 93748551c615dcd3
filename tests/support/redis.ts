import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accepts, Child, freePort } from "./child.ts";

/** A real Redis or Valkey on a free port, which keeps nothing: killed, it comes back empty. */
export class OwnRedis implements AsyncDisposable {
  readonly #folder: string;
  readonly #port: number;
  #child: Child | undefined;

  private constructor(folder: string, port: number) {
    this.#folder = folder;
    this.#port = port;
  }

  static async start(): Promise<OwnRedis> {
    const redis = new OwnRedis(mkdtempSync(join(tmpdir(), "parlor-test-redis-")), freePort());
    await redis.start();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.#port}`;
  }

  get port(): number {
    return this.#port;
  }

  async start(): Promise<void> {
    const program = Bun.which("redis-server") ?? Bun.which("valkey-server");
    if (!program) throw new Error("neither redis-server nor valkey-server is installed");
    const settings = ["--bind", "127.0.0.1", "--dir", this.#folder, "--save", "", "--appendonly", "no"];
    const child = Child.start([program, "--port", String(this.#port), ...settings], this.#folder);
    this.#child = child;
    await child.ready(() => accepts(this.#port));
  }

  async kill(): Promise<void> {
    await this.#child?.end("SIGKILL");
    this.#child = undefined;
  }

  /** Stops answering without closing anything. */
  pause(): void {
    this.#child?.signal("SIGSTOP");
  }

  resume(): void {
    this.#child?.signal("SIGCONT");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#child?.[Symbol.asyncDispose]();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

import { rmSync } from "node:fs";
import { join } from "node:path";

const BALLAST = "ballast";

/** A disk of memory for one folder, which can be filled to the brim. Only root can have one. */
export class SmallDisk implements Disposable {
  readonly #megabytes: number;
  #folder: string | undefined;
  readonly #unmount = () => this[Symbol.dispose]();

  constructor(megabytes: number) {
    this.#megabytes = megabytes;
  }

  /** Not everywhere is root allowed to: containers often forbid it. */
  static get isPossible(): boolean {
    return process.getuid?.() === 0 && Bun.spawnSync(["unshare", "--mount", "true"]).success;
  }

  holds(folder: string): void {
    const mounted = Bun.spawnSync(["mount", "-t", "tmpfs", "-o", `size=${this.#megabytes}m`, "tmpfs", folder]);
    if (!mounted.success) throw new Error(mounted.stderr.toString());
    this.#folder = folder;
    process.once("exit", this.#unmount);
  }

  fill(): void {
    // Ends with a failure when there is no more room, which is what is wanted.
    Bun.spawnSync(["dd", "if=/dev/zero", `of=${join(this.#mounted, BALLAST)}`, "bs=4096"]);
  }

  free(): void {
    rmSync(join(this.#mounted, BALLAST), { force: true });
  }

  [Symbol.dispose](): void {
    if (this.#folder === undefined) return;
    Bun.spawnSync(["umount", "--lazy", this.#folder]);
    this.#folder = undefined;
    process.off("exit", this.#unmount);
  }

  get #mounted(): string {
    if (this.#folder === undefined) throw new Error("this disk holds no folder yet");
    return this.#folder;
  }
}

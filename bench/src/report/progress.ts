const WIDTH = 28;

/** One line that stays in place on a terminal; a line for each step where the output is a file. */
export class Progress {
  readonly #total: number;
  readonly #startedAt = performance.now();
  #begun = 0;

  constructor(total: number) {
    this.#total = total;
  }

  step(label: string): void {
    this.#write(`${progressBar(this.#begun, this.#total, WIDTH)} ${this.#minutesLeft()} ${label}`);
    this.#begun += 1;
  }

  end(): void {
    if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
  }

  #minutesLeft(): string {
    if (this.#begun === 0) return "";
    const perStep = (performance.now() - this.#startedAt) / this.#begun;
    return `${Math.ceil((perStep * (this.#total - this.#begun)) / 60_000)} min left`;
  }

  #write(line: string): void {
    process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${line.slice(0, process.stderr.columns - 1)}` : `${line}\n`);
  }
}

export function progressBar(done: number, total: number, width: number): string {
  const filled = total === 0 ? width : Math.round((done / total) * width);
  return `[${"█".repeat(filled)}${"░".repeat(width - filled)}] ${done}/${total}`;
}

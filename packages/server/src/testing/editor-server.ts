import type { Subprocess } from "bun";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

type Process = Subprocess<"pipe", "pipe", "ignore">;

interface Completions {
  readonly items: readonly { readonly label: string }[];
}

interface Diagnostics {
  readonly items: readonly { readonly message: string }[];
}

/** What editors ask when somebody writes TypeScript: the real language server, over its own protocol. */
export class EditorServer {
  readonly #process: Process;
  readonly #waiting = new Map<number, (result: unknown) => void>();
  #asked = 0;
  #version = 0;

  private constructor(root: string) {
    this.#process = Bun.spawn([join(root, "node_modules/.bin/tsc"), "--lsp", "--stdio"], {
      cwd: root,
      stdio: ["pipe", "pipe", "ignore"],
    });
    void this.#read();
  }

  static async start(root: string): Promise<EditorServer> {
    const server = new EditorServer(root);
    await server.#ask("initialize", {
      processId: process.pid,
      rootUri: pathToFileURL(root).href,
      capabilities: { textDocument: { diagnostic: {}, completion: { completionItem: {} } } },
    });
    server.#tell("initialized", {});
    return server;
  }

  async stop(): Promise<void> {
    this.#process.kill();
    await this.#process.exited;
  }

  /** What is offered where `|` stands in the text. */
  async completions(uri: string, text: string): Promise<readonly string[]> {
    const before = text.slice(0, text.indexOf("|")).split("\n");
    const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    this.#open(uri, text.replace("|", ""));
    const found = await this.#ask("textDocument/completion", { textDocument: { uri }, position });
    this.#tell("textDocument/didClose", { textDocument: { uri } });
    return ((found as Completions | null)?.items ?? []).map(({ label }) => label.replace(/\?$/, ""));
  }

  /** What is marked as wrong. */
  async faults(uri: string, text: string): Promise<readonly string[]> {
    this.#open(uri, text);
    const found = await this.#ask("textDocument/diagnostic", { textDocument: { uri } });
    this.#tell("textDocument/didClose", { textDocument: { uri } });
    return (found as Diagnostics).items.map(({ message }) => message);
  }

  #open(uri: string, text: string): void {
    const textDocument = { uri, languageId: "typescript", version: ++this.#version, text };
    this.#tell("textDocument/didOpen", { textDocument });
  }

  #ask(method: string, params: unknown): Promise<unknown> {
    const id = ++this.#asked;
    const answer = new Promise((resolve) => this.#waiting.set(id, resolve));
    this.#write({ id, method, params });
    return answer;
  }

  #tell(method: string, params: unknown): void {
    this.#write({ method, params });
  }

  #write(message: object): void {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    void this.#process.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    void this.#process.stdin.flush();
  }

  async #read(): Promise<void> {
    let rest = Buffer.alloc(0);
    for await (const chunk of this.#process.stdout) {
      rest = Buffer.concat([rest, chunk]);
      for (;;) {
        const start = rest.indexOf("\r\n\r\n");
        const length = Number(/Content-Length: (\d+)/i.exec(rest.subarray(0, start).toString())?.[1]);
        if (start < 0 || rest.length < start + 4 + length) break;
        this.#hear(rest.subarray(start + 4, start + 4 + length).toString());
        rest = rest.subarray(start + 4 + length);
      }
    }
  }

  #hear(body: string): void {
    const said = JSON.parse(body) as {
      id?: number | string;
      method?: string;
      result?: unknown;
      error?: { message: string };
    };
    if (said.method !== undefined) {
      // Asks back for settings and the like: it goes on without.
      if (said.id !== undefined) this.#write({ id: said.id, result: null });
      return;
    }
    const resolve = this.#waiting.get(Number(said.id));
    this.#waiting.delete(Number(said.id));
    resolve?.(said.error ? Promise.reject(new Error(said.error.message)) : said.result);
  }
}

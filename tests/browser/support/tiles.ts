/** Somewhere to get the pictures of maps from, so that no test asks the internet. */
export class TileServer {
  readonly #server: Bun.Server<undefined>;
  readonly asked: { readonly path: string; readonly referrer: string | null }[] = [];
  isBroken = false;

  constructor() {
    this.#server = Bun.serve({
      port: 0,
      hostname: "127.0.0.1",
      fetch: (request) => {
        const { pathname } = new URL(request.url);
        this.asked.push({ path: pathname, referrer: request.headers.get("referer") });
        if (this.isBroken) return new Response("gone", { status: 404 });
        return new Response(draw(pathname), { headers: { "content-type": "image/svg+xml" } });
      },
    });
  }

  get origin(): string {
    return this.#server.url.origin;
  }

  get template(): string {
    return `${this.origin}/{z}/{x}/{y}.svg`;
  }

  /** Which tiles were asked for since the last time. */
  taken(): string[] {
    return this.asked.splice(0).map(({ path }) => path);
  }

  async stop(): Promise<void> {
    await this.#server.stop(true);
  }
}

/** Something like streets, the same on every run. */
function draw(path: string): string {
  const [, , x = 0, y = 0] = path.split(/[/.]/).map(Number);
  const turn = (x * 7 + y * 13) % 5;
  const park = turn === 2 ? '<rect x="30" y="150" width="120" height="86" rx="18" fill="#cfe3c2"/>' : "";
  const water = turn === 4 ? '<path d="M0 190 Q80 150 256 200 V256 H0Z" fill="#b9d7e8"/>' : "";
  return `<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"><rect width="256" height="256" fill="#f2ede2"/>${park}${water}
    <g stroke="#fff" fill="none"><path d="M0 64H256M64 0V256" stroke-width="12"/><path d="M0 ${150 + turn * 6}H256M ${150 + turn * 10} 0V256" stroke-width="6"/></g>
    <g stroke="#e9c98c" fill="none"><path d="M0 0L256 256" stroke-width="${turn === 1 ? 9 : 0}"/></g></svg>`;
}

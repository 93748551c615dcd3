const BUILD = new URL("../../../apps/web/build.ts", import.meta.url).pathname;

export async function buildPage(): Promise<void> {
  const build = Bun.spawn([process.execPath, BUILD], { stdio: ["ignore", "inherit", "inherit"] });
  if ((await build.exited) !== 0) throw new Error("the page cannot be built");
}

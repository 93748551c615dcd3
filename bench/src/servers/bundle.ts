import { join } from "node:path";
import { scratchFolder } from "./scratch.ts";

const PEERS = new URL("../../peers/", import.meta.url).pathname;
const bundles = new Map<string, Promise<string>>();
let folder: string | undefined;

/** A peer as one JavaScript file for Node, which does not read TypeScript. Made once a run. */
export function bundleForNode(peer: string): Promise<string> {
  const known = bundles.get(peer) ?? bundle(peer);
  bundles.set(peer, known);
  return known;
}

async function bundle(peer: string): Promise<string> {
  folder ??= scratchFolder("bundles");
  const built = await Bun.build({
    entrypoints: [join(PEERS, `${peer}.ts`)],
    outdir: folder,
    target: "node",
    format: "esm",
    naming: "[name].mjs",
    // Optional native parts, which the peers go without.
    external: ["bufferutil", "utf-8-validate", "pg-native"],
  });
  if (!built.success) throw new Error(built.logs.map(({ message }) => message).join("\n"));
  return join(folder, `${peer}.mjs`);
}

export const peerFile = (peer: string): string => join(PEERS, `${peer}.ts`);

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Configured, readConfiguration } from "./configuration.ts";
import { WrongSetting } from "./environment.ts";

export const CONFIGURATION_FILE = "parlor.config.ts";
const FAULTS_TOLD = 10;

/** What the file says, or undefined when there is none. A file that is named must be there. */
export async function loadConfiguration(
  named: string | undefined,
  presets: readonly string[],
  folder = process.cwd(),
): Promise<Configured | undefined> {
  const path = resolve(folder, named ?? CONFIGURATION_FILE);
  const shown = named ?? CONFIGURATION_FILE;
  if (!existsSync(path)) {
    if (named === undefined) return undefined;
    throw new WrongSetting(`Wrong configuration: PARLOR_CONFIG is ${named}, and there is no such file.`);
  }
  const read = readConfiguration(await documentIn(path, shown), presets);
  if (read.ok) return read.configured;

  const told = read.faults.slice(0, FAULTS_TOLD).map((fault) => `${fault.path || "the whole"}: ${fault.message}`);
  const more = read.faults.length - told.length;
  throw new WrongSetting(`Wrong configuration: ${shown}: ${told.join("; ")}${more > 0 ? `; and ${more} more` : ""}`);
}

async function documentIn(path: string, shown: string): Promise<unknown> {
  const module = (await import(pathToFileURL(path).href).catch((error: unknown) => {
    throw new WrongSetting(`Wrong configuration: ${shown} cannot be read: ${firstLine(error)}`);
  })) as Readonly<Record<string, unknown>>;
  if (module["default"] !== undefined) return module["default"];
  throw new WrongSetting(
    `Wrong configuration: ${shown} has no default export. It should be: export default defineConfig({ … })`,
  );
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";

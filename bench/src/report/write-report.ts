import { relative } from "node:path";
import type { Report } from "./report.ts";
import { plot } from "./svg.ts";

const RESULTS = new URL("../../results/", import.meta.url).pathname;

/** A whole run is `latest` and may be committed. A partial one goes beside it, so that it never passes for a whole one. */
export async function writeReport(report: Report, isWhole: boolean): Promise<string[]> {
  const name = isWhole ? "latest" : "partial";
  const files = {
    [`${RESULTS}${name}.json`]: `${JSON.stringify(report, null, 2)}\n`,
    [`${RESULTS}${name}.svg`]: plot(report),
  };
  for (const [file, content] of Object.entries(files)) await Bun.write(file, content);
  return Object.keys(files).map((file) => relative(process.cwd(), file));
}

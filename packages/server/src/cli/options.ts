import { parseArgs, type ParseArgsConfig } from "node:util";
import { WrongUse } from "./command.ts";

/** Whatever is no option of the command is told to who typed it. */
export function optionsIn<Config extends ParseArgsConfig>(config: Config): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error));
  }
}

import { COMMAND } from "../in-one-file.ts";
import { type CliCommand, type Io, WrongUse } from "./command.ts";

/** Finds the command whose words come first, and runs it with the rest. Without one, tells what there is. */
export async function runCommand(commands: readonly CliCommand[], typed: readonly string[], io: Io): Promise<number> {
  const command = commands.find(({ words }) => words.every((word, at) => typed[at] === word));
  if (!command) {
    const [first] = typed;
    const isAsking = first === undefined || ["help", "--help", "-h"].includes(first);
    if (!isAsking) io.err(`There is no command "${typed.join(" ")}".`);
    for (const line of overview(commands)) (isAsking ? io.out : io.err)(line);
    return isAsking ? 0 : 2;
  }
  const rest = typed.slice(command.words.length);
  if (rest.includes("--help") || rest.includes("-h")) {
    for (const line of explained(command)) io.out(line);
    return 0;
  }
  try {
    return await command.run(rest, io);
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error;
    io.err(error.message);
    io.err(`Usage: ${COMMAND} ${command.usage}`);
    return 2;
  }
}

const overview = (commands: readonly CliCommand[]): string[] => [
  `${COMMAND} COMMAND …`,
  "",
  ...commands.flatMap((command) => [...explained(command), ""]),
  "DATA_DIR and DATABASE_URL say where the data is, as for the server, which may be running.",
];

const explained = ({ usage, about }: CliCommand): string[] => [`  ${usage}`, ...about.map((line) => `      ${line}`)];

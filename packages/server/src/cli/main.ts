import { catalogImport } from "./catalog-import.ts";
import { runCommand } from "./run-command.ts";
import { terminal } from "./terminal.ts";

process.exitCode = await runCommand([catalogImport], process.argv.slice(2), terminal());

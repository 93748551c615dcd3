import { catalogImport } from "./catalog-import.ts";
import { exportConversations } from "./export.ts";
import { migrateStore } from "./migrate-store.ts";
import { runCommand } from "./run-command.ts";
import { terminal } from "./terminal.ts";

process.exitCode = await runCommand(
  [catalogImport, exportConversations, migrateStore],
  process.argv.slice(2),
  terminal(),
);

import type { EngineCommand } from "../commands/handlers.ts";
import type { Method } from "./endpoint.ts";

/** Which command a method and a path stand for. All the rest follows from the command's own schemas. */
export interface CommandRoute {
  readonly method: Method;
  readonly path: string;
  readonly command: EngineCommand;
  readonly title: string;
  readonly about?: string;
  /** Fields of the command that the path decides. */
  readonly fixed?: Readonly<Record<string, unknown>>;
  readonly status?: 201;
}

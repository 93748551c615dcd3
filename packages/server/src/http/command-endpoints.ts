import { type Command, COMMANDS, Key } from "@parlor/protocol";
import type { z } from "zod";
import type { Ask, EngineCommand } from "../commands/handlers.ts";
import type { CommandRoute } from "./command-route.ts";
import { COMMAND_ROUTES } from "./command-routes.ts";
import { type Endpoint, forSomebody } from "./endpoint.ts";

/** Every route of a command as an endpoint over the same `ask` as the native door. */
export function commandEndpoints(ask: Ask, newKey: () => string): Endpoint[] {
  return COMMAND_ROUTES.map((route) => endpointOf(route, ask, newKey));
}

function endpointOf({ command, about = "", ...route }: CommandRoute, ask: Ask, newKey: () => string): Endpoint {
  const { payload, reply } = COMMANDS[command];
  return forSomebody({
    ...route,
    about,
    reply,
    takes: takenBy(route.method, payload, newKey),
    answer: (input, person) => ask(commandOf(command, input), { person, view: undefined }),
  });
}

/** Doing a PUT or a DELETE twice is the same as once, so they may come without a key. */
function takenBy(method: CommandRoute["method"], payload: z.ZodObject, newKey: () => string): z.ZodObject {
  const optional = method === "put" || method === "delete";
  return optional && "key" in payload.shape ? payload.extend({ key: Key.default(newKey) }) : payload;
}

const commandOf = (name: EngineCommand, payload: unknown) => ({ name, payload }) as Command & { name: EngineCommand };

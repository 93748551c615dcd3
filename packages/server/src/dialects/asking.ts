import { type Command, COMMANDS, type PayloadInput, refusal, type Reply } from "@parlor/protocol";
import type { Caller } from "../commands/engine.ts";
import type { Ask, EngineCommand } from "../commands/handlers.ts";
import { RawJson } from "../encoding/raw-json.ts";
import { done, type Outcome, refused } from "../outcome.ts";

/** Asks as the native door does: the payload is judged by the command's own schema, and the answer comes as a value. */
export type Asking = <Name extends EngineCommand>(
  name: Name,
  payload: PayloadInput<Name>,
  caller: Caller,
) => Promise<Outcome<Reply<Name>>>;

export function askingOf(ask: Ask): Asking {
  return async <Name extends EngineCommand>(name: Name, payload: PayloadInput<Name>, caller: Caller) => {
    const parsed = COMMANDS[name].payload.safeParse(payload);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return refused(refusal("bad_payload", `${issue?.path.join(".")} is wrong: ${issue?.message}.`));
    }
    const outcome = await ask({ name, payload: parsed.data } as Command & { name: EngineCommand }, caller);
    if (!outcome.ok) return outcome;
    const { reply } = outcome;
    return done((reply instanceof RawJson ? JSON.parse(reply.text) : reply) as Reply<Name>);
  };
}

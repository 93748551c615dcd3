import { fieldOf, textOf } from "../payload.ts";
import type { RoomState } from "@parlor/rules";
import { asNumber } from "../numbers.ts";

/** The task of a conversation, if it has one. */
export function scenarioOf({ kind, about }: RoomState) {
  const id = about?.scenario;
  const scenario = id === undefined ? undefined : (kind.scenarios?.[id] ?? about?.task);
  return id === undefined
    ? undefined
    : {
        id: asNumber(id),
        desc: scenario?.text ?? "",
        type: scenario?.type ?? "",
        constraint: scenario?.constraint ?? "",
      };
}

/** The scenario that a client's page was opened with. */
export function scenarioIn(payload: unknown) {
  const brought = fieldOf(payload, "scenario");
  const id = fieldOf(brought, "id");
  if (typeof id !== "number" && typeof id !== "string") return undefined;
  const [desc, type, constraint] = ["desc", "type", "constraint"].map((field) => textOf(brought, field));
  const task =
    desc === undefined ? undefined : { text: desc, ...(type && { type }), ...(constraint && { constraint }) };
  return { scenario: String(id), ...(task && { task }) };
}

import { fieldOf } from "../payload.ts";
import type { RoomState } from "@parlor/rules";
import { asNumber } from "../numbers.ts";

/** The task of a conversation, if it has one. */
export function scenarioOf({ kind, about }: RoomState) {
  const id = about?.scenario;
  const scenario = id === undefined ? undefined : kind.scenarios?.[id];
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
export function scenarioIn(payload: unknown): { readonly scenario: string } | undefined {
  const id = fieldOf(fieldOf(payload, "scenario"), "id");
  if (typeof id !== "number" && typeof id !== "string") return undefined;
  return { scenario: String(id) };
}

import type { Room } from "@parlor/client";
import type { ChecklistItem, Panel, Scenario } from "@parlor/protocol";
import { doneBy } from "@parlor/rules";
import { useMemo, useState } from "react";
import { useMe, useRoomFacts } from "../hooks.ts";
import { useChatClient } from "../provider.tsx";
import type { RoomFacts } from "../room/room-facts.ts";

export interface Brief {
  /** Markdown, for one's role. */
  readonly instructions: string;
  readonly scenario: Scenario | undefined;
}

export interface Checklist {
  readonly items: readonly (ChecklistItem & { readonly isDone: boolean })[];
  /** Resolves once it is stored. */
  readonly tick: (item: string, on: boolean) => Promise<unknown>;
}

const NONE: readonly Panel[] = [];

/** What the room's policy puts beside the conversation for one's own role. */
export function usePanels(room: Room): readonly Panel[] {
  const state = useRoomFacts(room);
  const role = useRole(state);
  const panels = role === undefined ? NONE : (state?.kind.panels?.[role] ?? NONE);
  return useMemo(() => [...new Set(panels)], [panels]);
}

/** What one is to do in the room, and the task that everybody in it has. */
export function useBrief(room: Room): Brief {
  const state = useRoomFacts(room);
  const role = useRole(state);
  const scenario = state?.about?.scenario;
  return {
    instructions: (role !== undefined && state?.kind.instructions?.[role]) || "",
    scenario: scenario === undefined ? undefined : state?.kind.scenarios?.[scenario],
  };
}

/** One's own list, with what is done of it. */
export function useChecklist(room: Room): Checklist {
  const client = useChatClient();
  const me = useMe()?.id ?? "";
  const state = useRoomFacts(room);
  const role = useRole(state);
  const items = (role !== undefined && state?.kind.checklist?.[role]) || [];
  const done = state ? doneBy(state.checklists, me) : [];
  // A tick shows at once, and stays only when the server has it.
  const [asked, setAsked] = useState<ReadonlyMap<string, boolean>>(new Map());

  const tick = (item: string, on: boolean) => {
    setAsked((before) => new Map(before).set(item, on));
    return client
      .ask("tick_checklist", { room: room.id, key: client.newKey(), item, on })
      .finally(() => setAsked((before) => without(before, item)));
  };
  return { items: items.map((item) => ({ ...item, isDone: asked.get(item.id) ?? done.includes(item.id) })), tick };
}

const without = (asked: ReadonlyMap<string, boolean>, item: string): ReadonlyMap<string, boolean> =>
  new Map([...asked].filter(([other]) => other !== item));

function useRole(state: RoomFacts | undefined): string | undefined {
  const me = useMe()?.id;
  return me === undefined ? undefined : state?.members.get(me)?.role;
}

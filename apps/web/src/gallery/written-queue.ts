import type { Capability, HelpRequest, QueueSummary, QueueView } from "@parlor/protocol";
import { parseKind, PRESETS } from "@parlor/rules";
import type { Stage } from "./stage.ts";

const MINUTE_MS = 60_000;
export const QUEUE = "help";
export const AGENT: readonly Capability[] = ["queue.take", "queue.transfer"];

/** Somebody's request, asked so many minutes ago. */
export function asked(no: number, changes: Partial<HelpRequest & { readonly status: "waiting" }> = {}): HelpRequest {
  const [user, name] = PEOPLE[no % PEOPLE.length] ?? ["pia", "Pia"];
  return {
    status: "waiting",
    id: `request-${no}`,
    no,
    user,
    name,
    role: "participant",
    subject: SUBJECTS[no % SUBJECTS.length] ?? "",
    description: "I left it near the left tower of the main stage, half an hour ago.",
    askedAt: Date.now() - (12 - no) * MINUTE_MS,
    ...changes,
  };
}

const PEOPLE = [
  ["pia", "Pia"],
  ["mia", "Mia Hoffmann"],
  ["noor", "Noor"],
  ["jan", "J".repeat(64)],
] as const;
const SUBJECTS = ["Lost blue backpack", "First aid", "", "Parking, and how to get there from the other side at night"];

export const taken = (no: number, agent: string, agentName: string): HelpRequest => {
  const request = asked(no);
  return { ...request, status: "taken", agent, agentName, room: request.id, takenAt: request.askedAt + MINUTE_MS };
};

export const offered = (no: number, agent: string, agentName: string): HelpRequest => ({
  ...asked(no),
  status: "offered",
  agent,
  agentName,
  until: Date.now() + 600_000,
});

/** A queue as those see it who work it. */
export function queueOn(stage: Stage, requests: readonly HelpRequest[], agents: QueueView["agents"] = []): void {
  const parsed = parseKind(PRESETS.find(({ name }) => name === "helpdesk"));
  if (!parsed.ok) throw new Error("no help desk ships with Parlor");
  const state = { id: QUEUE, kind: parsed.kind, title: "Help desk", createdAt: 1, requests: [...requests] };
  stage.answer("open_queue", () => ({
    queue: QUEUE,
    epoch: "gallery",
    head: requests.length,
    state: { ...state, agents, handlingMs: [] },
    events: [],
  }));
  stage.answer("close_queue_view", () => ({ queue: QUEUE }));
}

export const summaryOf = (can: readonly Capability[], location = true): QueueSummary => ({
  queue: QUEUE,
  kind: "helpdesk",
  title: "Help desk",
  can: [...can],
  location,
  places: [],
});

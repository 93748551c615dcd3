import type { PayloadInput, Refusal, RoomId, UserId } from "@parlor/protocol";
import { retryDelayMs } from "./retry-delay.ts";

/** What one may do in a room without a connection. */
export type ActName = "send_message" | "edit_message" | "delete_message" | "react";

/** One act on its way. Its key is made once and stays the same through every retry and reload. */
export type Waiting = {
  [Name in ActName]: {
    readonly name: Name;
    readonly payload: PayloadInput<Name>;
    /** Unknown until the first hello has said who we are. */
    readonly actor: UserId | undefined;
    readonly madeAt: number;
    readonly tries: number;
    readonly stage: Stage;
  };
}[ActName];

export type Stage =
  /** Waits for its turn, or for `notBefore`. Also when it was tried and nobody knows what became of it. */
  | { readonly name: "queued"; readonly notBefore: number }
  | { readonly name: "sending" }
  /** Stored by the server; `seq` is where. It stays until the timeline shows it. */
  | { readonly name: "sent"; readonly seq: number }
  | { readonly name: "failed"; readonly refusal: Refusal };

/** Room by room, in the order in which things were done. */
export type Outbox = ReadonlyMap<RoomId, readonly Waiting[]>;

export const EMPTY_OUTBOX: Outbox = new Map();
export const WAITING_AT_MOST = 1_000;

export const keyOf = (waiting: Waiting): string => waiting.payload.key;

export const allOf = (outbox: Outbox): Waiting[] => [...outbox.values()].flat();

export const find = (outbox: Outbox, key: string): Waiting | undefined =>
  allOf(outbox).find((waiting) => keyOf(waiting) === key);

/** Puts it last in its room. An act that is there already stays where it is. */
export function enqueue(outbox: Outbox, waiting: Waiting): Outbox {
  const { room } = waiting.payload;
  const line = outbox.get(room) ?? [];
  if (line.some((other) => keyOf(other) === keyOf(waiting))) return outbox;
  return new Map(outbox).set(room, [...line, waiting]);
}

/** The first of each room, with when it may go. A room's next one goes only when the one before it is settled. */
function firsts(outbox: Outbox): { readonly waiting: Waiting; readonly notBefore: number }[] {
  return [...outbox.values()].flatMap((line) => {
    const waiting = line.find(isUnsettled);
    return waiting?.stage.name === "queued" ? [{ waiting, notBefore: waiting.stage.notBefore }] : [];
  });
}

/** Those that may go now. */
export const due = (outbox: Outbox, now: number): Waiting[] =>
  firsts(outbox).flatMap(({ waiting, notBefore }) => (notBefore <= now ? [waiting] : []));

/** When the next one may go that may not yet; `Infinity` when there is none. */
export const dueAt = (outbox: Outbox): number => Math.min(...firsts(outbox).map(({ notBefore }) => notBefore));

export const isUnsettled = ({ stage }: Waiting): boolean => stage.name === "queued" || stage.name === "sending";

export const sending = (outbox: Outbox, key: string): Outbox =>
  change(outbox, key, (waiting) => ({ ...waiting, tries: waiting.tries + 1, stage: { name: "sending" } }));

export const sent = (outbox: Outbox, key: string, seq: number): Outbox =>
  change(outbox, key, (waiting) => ({ ...waiting, stage: { name: "sent", seq } }));

/** The answer was no: for good, or for now, and then it keeps its place. */
export function refused(outbox: Outbox, key: string, refusal: Refusal, now: number, random: number): Outbox {
  return change(outbox, key, (waiting) => {
    if (refusal.retry === "never") return { ...waiting, stage: { name: "failed", refusal } };
    const pauseMs = refusal.retryAfterMs ?? retryDelayMs(waiting.tries, random);
    return { ...waiting, stage: { name: "queued", notBefore: now + pauseMs } };
  });
}

/** No answer came. That never means "failed": it is done again with the same key, which has its effect once. */
export const unanswered = (outbox: Outbox, key: string, notBefore: number): Outbox =>
  change(outbox, key, (waiting) => (waiting.stage.name === "sending" ? queuedAt(waiting, notBefore) : waiting));

/** A person tries again what was refused. */
export const retry = (outbox: Outbox, key: string): Outbox =>
  change(outbox, key, (waiting) => (waiting.stage.name === "failed" ? queuedAt(waiting, 0) : waiting));

/** With what is left over from an earlier life of this page or from other tabs, in the order in which all of it was done. */
export function restore(outbox: Outbox, kept: readonly Waiting[]): Outbox {
  const keptKeys = new Set(kept.map(keyOf));
  const rest = allOf(outbox).filter((waiting) => !keptKeys.has(keyOf(waiting)));
  const inOrder = [
    ...rest.filter((waiting) => !isUnsettled(waiting)),
    ...kept.map((waiting) => find(outbox, keyOf(waiting)) ?? waiting),
    ...rest.filter(isUnsettled),
  ];
  return inOrder.reduce(enqueue, EMPTY_OUTBOX);
}

export function remove(outbox: Outbox, key: string): Outbox {
  return changeLine(outbox, key, (line) => line.filter((waiting) => keyOf(waiting) !== key));
}

/** Drops of one room what the server stored and the timeline shows. */
export function forgetShown(outbox: Outbox, room: RoomId, isShown: (seq: number) => boolean): Outbox {
  const line = outbox.get(room) ?? [];
  const rest = line.filter(({ stage }) => stage.name !== "sent" || !isShown(stage.seq));
  return rest.length === line.length ? outbox : withLine(outbox, room, rest);
}

/** Signed once it is known who we are. What somebody else did here stays in storage until they come back. */
export const belongingTo = (outbox: Outbox, actor: UserId, known: UserId | undefined): Outbox =>
  allOf(outbox)
    .filter(({ actor: whose = actor }) => whose === actor)
    .map((waiting) => ({ ...waiting, actor: waiting.actor ?? known }))
    .reduce(enqueue, EMPTY_OUTBOX);

function queuedAt(waiting: Waiting, notBefore: number): Waiting {
  return { ...waiting, stage: { name: "queued", notBefore } };
}

function change(outbox: Outbox, key: string, how: (waiting: Waiting) => Waiting): Outbox {
  return changeLine(outbox, key, (line) => line.map((waiting) => (keyOf(waiting) === key ? how(waiting) : waiting)));
}

function changeLine(outbox: Outbox, key: string, how: (line: readonly Waiting[]) => readonly Waiting[]): Outbox {
  const room = find(outbox, key)?.payload.room;
  return room === undefined ? outbox : withLine(outbox, room, how(outbox.get(room) ?? []));
}

function withLine(outbox: Outbox, room: RoomId, line: readonly Waiting[]): Outbox {
  const changed = new Map(outbox);
  if (line.length > 0) changed.set(room, line);
  else changed.delete(room);
  return changed;
}

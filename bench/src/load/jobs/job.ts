import type { Door } from "../tongues/tongue.ts";

export type TongueName = "plain" | "nchan" | "socketIo" | "cafe" | "parlor" | "fitness";

/** Figures of one run, by name. Units are in the names. */
export type Measures = Readonly<Record<string, number>>;

/** What every job knows: whom to talk to, how, and whose CPU and memory to read. */
export interface Target {
  readonly tongue: TongueName;
  readonly door: Door;
  readonly pids: readonly number[];
}

export interface FanOutJob extends Target {
  readonly name: "fan-out";
  readonly listeners: number;
  /** The last so many of the listeners are at another server of the same fleet. */
  readonly elsewhere?: { readonly door: Door; readonly listeners: number };
  readonly inFlight: number;
  readonly textBytes: number;
  readonly warmUpSeconds: number;
  readonly seconds: number;
}

export interface DurableJob extends Target {
  readonly name: "durable";
  readonly clients: number;
  readonly rooms: number;
  /** One half of the clients is there: with as many clients as rooms on each side, every room is on both. */
  readonly elsewhere?: Door;
  readonly inFlight: number;
  readonly textBytes: number;
  readonly warmUpSeconds: number;
  readonly seconds: number;
}

export interface LatencyJob extends Target {
  readonly name: "latency";
  readonly listeners: number;
  readonly perSecond: number;
  readonly textBytes: number;
  readonly warmUpSeconds: number;
  readonly seconds: number;
}

export interface IdleJob extends Target {
  readonly name: "idle";
  readonly warmUpConnections: number;
  readonly connections: number;
  readonly settleSeconds: number;
}

export interface StormJob extends Target {
  readonly name: "storm";
  readonly clients: number;
  readonly rooms: number;
  readonly behind: number;
  readonly textBytes: number;
}

export interface PagesJob extends Target {
  readonly name: "pages";
  readonly rooms: readonly StoredRoom[];
  readonly pages: number;
  readonly pageSize: number;
  readonly textBytes: number;
  /** People who were in none of the rooms before. */
  readonly newcomers: readonly [cold: number, warm: number];
}

/** A room that was full of messages before the server started. */
export interface StoredRoom {
  readonly room: number;
  readonly epoch: string;
  readonly head: number;
}

export type Job = FanOutJob | DurableJob | LatencyJob | IdleJob | StormJob | PagesJob;

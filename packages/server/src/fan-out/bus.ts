/** Where a server hears what others say: a stream's name for what concerns the stream, or this for what concerns all. */
export type Channel = string;
export const FLEET = "fleet";

export interface BusEvents {
  /** Said by another server. In the order in which that one said it, each at most once. */
  hear(channel: Channel, server: string, words: string): void;
  /** What is said may not be heard for now, here or there. */
  wentAway(): void;
  /** It is heard again; what was said meanwhile is lost. */
  cameBack(): void;
}

/**
 * How servers talk to each other. Nothing rests on it: whatever is lost on it is found in the store, only later.
 * Nothing of it rejects.
 */
export interface Bus {
  readonly isAway: boolean;
  /** How long our own words took there and back when they last did. */
  readonly lagMs: number;
  listen(events: BusEvents): void;
  /** Resolves when what is said there from now on is heard, or when the bus is away. */
  follow(channel: Channel): Promise<void>;
  unfollow(channel: Channel): void;
  say(channel: Channel, words: string): void;
  close(): Promise<void>;
}

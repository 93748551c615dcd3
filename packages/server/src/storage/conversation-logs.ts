/** One event of a room: as it reads now, and as it was stored first. */
export interface LoggedRow {
  readonly seq: number;
  readonly now: string;
  readonly first: string;
}

/** All rooms and their logs, for whoever runs Parlor. Reads beside a server that is running. */
export interface ConversationLogs {
  /** The room of this id, or else all rooms of this kind, the oldest first. */
  roomsOf(name: string): Promise<readonly string[]>;
  after(room: string, seq: number, limit: number): Promise<readonly LoggedRow[]>;
  close(): Promise<void>;
}

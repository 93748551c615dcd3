import type { Refusal, RoomId } from "@parlor/protocol";
import type { Client } from "./client.ts";
import type { Form } from "./telling.ts";

/** The words of one kind of client, and what they ask of the engine. */
export interface Dialect {
  readonly name: string;
  /** How rooms are told of. The first is for clients that do not say more. */
  readonly forms: readonly [Form, ...Form[]];
  /** Whoever has not named their dialect speaks the one that knows their first word. */
  readonly words: ReadonlyMap<string, Word>;
  /** False: one who has named this dialect must have signed in. */
  readonly guests: boolean;
  /** Other signs of it in a handshake than its name. */
  isNamedBy?(auth: Readonly<Record<string, unknown>>): boolean;
  /** What a client hears before it has said anything. */
  greet(client: Client): void;
  /** A client is here: before anything that it says. */
  arrived?(client: Client): Promise<void>;
  /** And is no longer, whoever ended it. */
  gone?(client: Client): void;
  /** A client whose connection broke a moment ago is back. For clients that do not enter their rooms again themselves. */
  returned?(client: Client): Promise<void>;
  /** Somebody else ended the client's stay in a room. */
  shownOut(client: Client, room: RoomId, why: string): void;
  /** Its person left a room that it shows, perhaps through another connection. */
  left?(client: Client, room: RoomId): void;
  refuse(client: Client, why: Refusal): void;
}

/** A dialect, in one of its forms. */
export interface Spoken {
  readonly dialect: Dialect;
  readonly form: Form;
}

export interface Word {
  /** What is said after it means something else, so it waits. */
  readonly holdsUpOthers: boolean;
  act(client: Client, payload: unknown): Promise<void> | void;
}

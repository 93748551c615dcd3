import type { Client } from "../socket-io/client.ts";
import type { Word } from "../socket-io/dialect.ts";
import { roleOf } from "./person.ts";

/** Whoever is neither client nor assistant says what they like, and nothing comes of it. */
export const forPeople =
  (act: Word["act"]): Word["act"] =>
  (client: Client, payload: unknown) =>
    client.person && roleOf(client.person) ? act(client, payload) : undefined;

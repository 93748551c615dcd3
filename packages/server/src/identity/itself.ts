import { SYSTEM } from "@parlor/protocol";
import type { Person } from "./person.ts";

/** What Parlor itself does, as a back end would. */
export const ITSELF: Person = {
  user: { id: SYSTEM, name: "Parlor" },
  roles: [],
  rooms: new Map(),
  server: true,
  admin: false,
  expiresAt: undefined,
  attributes: {},
};

import { Contact } from "@parlor/protocol";
import type { Person } from "./person.ts";

/** How a person can be reached, as far as their token says. What cannot be an address or a number is left out. */
export function contactOf({ email, phoneNumber }: Person["attributes"]): Contact | undefined {
  const parsed = Contact.safeParse({ email: textOf(email), phoneNumber: textOf(phoneNumber) });
  if (!parsed.success || Object.values(parsed.data).every((value) => value === undefined)) return undefined;
  return parsed.data;
}

const textOf = (claim: unknown): string | undefined =>
  (typeof claim === "string" && claim !== "") || typeof claim === "number" ? String(claim) : undefined;

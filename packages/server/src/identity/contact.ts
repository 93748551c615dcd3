import { Contact } from "@parlor/protocol";
import type { Person } from "./person.ts";

/** How a person can be reached, as far as their token says. What cannot be an address or a number is left out. */
export function contactOf(claims: Person["attributes"]): Contact | undefined {
  const email = Contact.shape.email.safeParse(claims["email"]).data;
  const phoneNumber = Contact.shape.phoneNumber.safeParse(claims["phoneNumber"]).data;
  if (email === undefined && phoneNumber === undefined) return undefined;
  return { ...(email !== undefined && { email }), ...(phoneNumber !== undefined && { phoneNumber }) };
}

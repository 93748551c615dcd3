/** Whom to count as one: an address, or with IPv6 the /64 of which anybody has as many addresses as they like. */
export function networkOf(address: string): string {
  const plain = address.startsWith("::ffff:") ? address.slice("::ffff:".length) : address;
  if (!plain.includes(":")) return plain;

  const [before = "", after = ""] = plain.split("::");
  const front = before.split(":").filter(Boolean);
  const back = after.split(":").filter(Boolean);
  const missing = plain.includes("::") ? Math.max(0, 8 - front.length - back.length) : 0;
  const groups = [...front, ...Array.from({ length: missing }, () => "0"), ...back];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}

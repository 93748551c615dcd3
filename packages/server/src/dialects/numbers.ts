/** Ids are strings. Clients that compare numbers get decimal integers as numbers. */
export function asNumber(id: string): string | number {
  return /^(0|[1-9]\d{0,14})$/.test(id) ? Number(id) : id;
}

/** The address at which a new tab is this person. */
export const hrefAs = (role: string): string => `/?as=${encodeURIComponent(role)}`;

export const wantedRole = (): string | undefined => new URLSearchParams(location.search).get("as") ?? undefined;

/** The address without it: whoever copies the address shares the place, not the person. */
export function withoutRole(): string {
  const address = new URL(location.href);
  address.searchParams.delete("as");
  return address.pathname + address.search;
}

/** For whoever started it: where people find it. Where it listens stands last, for programs that want to reach it. */
export function startedLine(listensAt: string, publicUrl: string | undefined): string {
  return publicUrl === undefined
    ? `Parlor is at ${listensAt}`
    : `Parlor is at ${publicUrl}, and listens at ${listensAt}`;
}

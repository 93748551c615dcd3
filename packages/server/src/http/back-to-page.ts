/** For browsers that came from a page and go on with one. */
export const backToPage = (refused?: string): Response =>
  new Response(undefined, { status: 303, headers: { location: refused ? `/?refused=${refused}` : "/" } });

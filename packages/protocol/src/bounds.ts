/** Everything that can grow has a bound. The ones a client must know are told in the reply to `hello`. */
export const BOUNDS = {
  frameBytes: 256 * 1024,
  textChars: 10_000,
  /** Cursors in one `resume`; a client with more rooms sends several. */
  resumeCursors: 2_000,
  roomsPerConnection: 10_000,
  historyPage: 200,
  mentions: 20,
  reactionsPerMessage: 50,
  membersListed: 200,
  helloWithinMs: 10_000,
} as const;

/** Of each room, an inbox keeps the newest so many unread mentions. */
export const MENTIONS_KEPT = 100;

/** Of each room, its state keeps the newest so many cards and open invitations. */
export const SHARED_KEPT = 100;
export const INVITATIONS_KEPT = 200;
export const ENDINGS_KEPT = 20;

/** A queue estimates waits from so many of its newest conversations. */
export const HANDLINGS_KEPT = 20;

/** Why the server hung up. 4000–4399 mean "come back", 4400–4999 mean "do not". */
export const CLOSE = {
  restarting: 4000,
  /** The reader fell too far behind. Its cursors still hold: come back and resume. */
  tooSlow: 4001,
  tokenExpired: 4002,
  tooManyFrames: 4003,
  silent: 4004,
  badFrame: 4400,
  signedOut: 4401,
  helloLate: 4402,
  notAllowed: 4403,
  tooLarge: 4404,
} as const;
export type CloseReason = keyof typeof CLOSE;

/** Decided by range, so that an old client treats tomorrow's codes correctly. */
export function mayReconnect(code: number): boolean {
  return code < 4400 || code > 4999;
}

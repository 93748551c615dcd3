import type { Socket } from "socket.io";

/**
 * Only clients of the JavaScript library pass over an argument more than they expect. They say EIO first and the
 * transport second; those for Python say it the other way around, and those for Dart name themselves.
 */
export function takesOffsets({ headers, url }: Pick<Socket["handshake"], "headers" | "url">): boolean {
  const engine = url.indexOf("EIO=");
  return engine >= 0 && engine < url.indexOf("transport=") && !headers["user-agent"]?.startsWith("Dart");
}

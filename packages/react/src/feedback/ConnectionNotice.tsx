import type { ConnectionState } from "@parlor/client";
import { useEffect, useRef, useState } from "react";
import { useConnection, useLocalTime, useMe } from "../hooks.ts";
import { useChatClient, useWords } from "../provider.tsx";
import { useAnnounce } from "./Announcer.tsx";

const QUIET_MS = 2_000;

/** Says when there is no connection: not for a blink, and only what is known. */
export function ConnectionNotice() {
  const { texts, seconds } = useWords();
  const client = useChatClient();
  const announce = useAnnounce();
  const connection = useConnection();
  const isDown = connection.name !== "online" && connection.name !== "stopped";
  const isShown = useLater(isDown, QUIET_MS);
  const now = useLocalTime(isShown);
  const wasShown = useRef(false);
  // Whoever was never let in lost nothing.
  const trying = useMe() ? texts.reconnecting : texts.connecting;

  useEffect(() => {
    if (isShown && !wasShown.current) announce(trying);
    if (!isShown && wasShown.current && connection.name === "online") announce(texts.backOnline);
    wasShown.current = isShown;
  }, [isShown, connection.name, announce, texts, trying]);

  if (!isShown) return null;
  const untilRetry = retryIn(connection, now);
  return (
    <div className="parlor-connection">
      <span className="parlor-pulse" aria-hidden="true" />
      <span>{untilRetry === undefined ? trying : texts.reconnectIn(seconds(untilRetry))}</span>
      {untilRetry !== undefined && (
        <button type="button" className="parlor-link" onClick={() => client.reconnect()}>
          {texts.reconnectNow}
        </button>
      )}
    </div>
  );
}

function retryIn(connection: ConnectionState, now: number): number | undefined {
  if (connection.name !== "waiting") return undefined;
  const leftMs = connection.retryAt - now;
  return leftMs > QUIET_MS ? leftMs : undefined;
}

/** True once it has been so for a while; false at once. */
function useLater(isSo: boolean, afterMs: number): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isSo) return;
    const timer = setTimeout(() => setLate(true), afterMs);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [isSo, afterMs]);
  return isSo && isLate;
}

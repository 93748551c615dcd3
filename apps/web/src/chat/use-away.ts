import { useChatClient } from "@parlor/react";
import { useEffect } from "react";

const AWAY_AFTER_MS = 5 * 60_000;
const SIGNS = ["pointerdown", "pointermove", "keydown", "wheel"] as const;

/** Away from the keyboard for a while, one is shown as away. */
export function useAway(): void {
  const client = useChatClient();
  useEffect(() => {
    let isAway = false;
    let timer: ReturnType<typeof setTimeout>;
    const leave = () => {
      isAway = true;
      client.setStatus("away");
    };
    const stir = () => {
      clearTimeout(timer);
      timer = setTimeout(leave, AWAY_AFTER_MS);
      if (!isAway) return;
      isAway = false;
      client.setStatus("online");
    };
    stir();
    for (const sign of SIGNS) addEventListener(sign, stir, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const sign of SIGNS) removeEventListener(sign, stir);
    };
  }, [client]);
}

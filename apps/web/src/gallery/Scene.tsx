import { CurrentRoom, ParlorProvider } from "@parlor/react";
import { useEffect, useState } from "react";
import { useSettings } from "../settings.ts";
import type { GalleryState } from "./family.ts";
import { Stage } from "./stage.ts";

const NO_DRAFTS = { read: () => undefined, write: () => {} };

/** One state, with an SDK of its own. */
export function Scene({ state }: { readonly state: GalleryState }) {
  const { words } = useSettings();
  const [stage] = useState(() => {
    const made = new Stage();
    state.set?.(made);
    return made;
  });
  useEffect(() => {
    const { client } = stage;
    const stop = whenShown(stage, state.room, () => state.after?.(stage));
    client.connect();
    return () => {
      stop();
      client.disconnect();
    };
  }, [stage, state]);

  return (
    <article className="parlor-scene" aria-label={state.name}>
      <h3>{state.name}</h3>
      <div className="parlor-scene-frame" data-tall={state.tall}>
        <ParlorProvider client={stage.client} words={words}>
          {state.room === undefined ? (
            state.show(stage)
          ) : (
            <CurrentRoom id={state.room} drafts={NO_DRAFTS}>
              {state.show(stage)}
            </CurrentRoom>
          )}
        </ParlorProvider>
      </div>
    </article>
  );
}

/** Once somebody has come in, and the room is open. */
function whenShown({ client }: Stage, room: string | undefined, act: () => void): () => void {
  const watch = room === undefined ? undefined : client.room(room).watch;
  const look = () => {
    if (!client.me.get() || (watch && watch.get().name !== "watching")) return;
    stop();
    // Told between two steps of the SDK, which has the messages after the next.
    queueMicrotask(act);
  };
  const stops = [client.me.watch(look), watch?.watch(look)];
  const stop = () => stops.forEach((one) => one?.());
  return stop;
}

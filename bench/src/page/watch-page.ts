export interface Watched {
  /** Since the page began to load, ms. */
  dataAt?: number;
  paintedAt?: number;
  readonly longTasks: number[];
}

export type WatchedWindow = { watched: Watched };

export const PAINTED = "the first message was painted";

/** Runs inside the page, before anything of it: notes when a room's messages came, and when the first was painted. */
export function watchPage(painted: string): void {
  const watched: Watched = { longTasks: [] };
  Object.assign(globalThis, { watched });

  const Usual = globalThis.WebSocket;
  globalThis.WebSocket = class extends Usual {
    constructor(url: string | URL) {
      super(url);
      this.addEventListener("message", ({ data }) => {
        if (typeof data === "string" && data.includes('"message_posted"')) watched.dataAt ??= performance.now();
      });
    }
  };
  const look = new MutationObserver(() => {
    if (watched.paintedAt !== undefined || !document.querySelector(".parlor-message")) return;
    look.disconnect();
    // The frame that shows it is made after this callback, and what follows it runs after the frame.
    requestAnimationFrame(() =>
      setTimeout(() => {
        watched.paintedAt = performance.now();
        console.debug(painted);
      }),
    );
  });
  look.observe(document, { childList: true, subtree: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) watched.longTasks.push(duration);
  }).observe({ type: "longtask", buffered: true });
}

import type { Bus } from "./bus.ts";

/** For servers that share a store and nothing else: whatever others store is found by asking it. */
export class SilentBus implements Bus {
  readonly isAway = true;
  readonly lagMs = 0;

  listen(): void {
    // Nothing is ever heard.
  }

  follow(): Promise<void> {
    return Promise.resolve();
  }

  unfollow(): void {
    // Nothing was followed.
  }

  say(): void {
    // Nobody listens.
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

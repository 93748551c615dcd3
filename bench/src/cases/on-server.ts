import type { Job, Measures, Target } from "../load/jobs/job.ts";
import { runLoad } from "../run-load.ts";
import { SECRET, type Contestant } from "../servers/server.ts";
import type { Entry } from "./case.ts";

/** An entry that starts a fresh server each round, so that no round inherits the memory or the warmth of another. */
export function onServer(contestant: Contestant, job: (target: Target) => Job): Entry {
  return {
    name: contestant.name,
    missing: () => contestant.missing(),
    async measure(): Promise<Measures> {
      await using server = await contestant.start();
      return await runLoad(
        job({ tongue: contestant.tongue, door: { port: server.port, secret: SECRET }, pids: server.pids }),
      );
    },
  };
}

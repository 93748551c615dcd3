import { durable } from "./jobs/durable.ts";
import { fanOut } from "./jobs/fan-out.ts";
import { idle } from "./jobs/idle.ts";
import type { Job, Measures } from "./jobs/job.ts";
import { latency } from "./jobs/latency.ts";
import { pages } from "./jobs/pages.ts";
import { storm } from "./jobs/storm.ts";

/** The load: its own process, so that the server's CPU holds nothing of it. Takes a job, prints its measures, ends. */
const job = JSON.parse(await Bun.stdin.text()) as Job;
process.stdout.write(JSON.stringify(await run(job)));
process.exit(0);

function run(job: Job): Promise<Measures> {
  switch (job.name) {
    case "fan-out":
      return fanOut(job);
    case "durable":
      return durable(job);
    case "latency":
      return latency(job);
    case "idle":
      return idle(job);
    case "storm":
      return storm(job);
    case "pages":
      return pages(job);
  }
}

import { expect, test } from "bun:test";
import { Histogram } from "./histogram.ts";
import { Metrics } from "./metrics.ts";

test("figures come as Prometheus reads them", () => {
  const metrics = new Metrics();
  let open = 1;
  metrics.gauge("open_things", "Things that are open.", () => open);
  const said = metrics.counter("said_total", "What was said.", "word");
  said.add("yes");
  said.add('"no"\n', 2);
  open = 3;

  expect(metrics.text()).toBe(`# HELP open_things Things that are open.
# TYPE open_things gauge
open_things 3
# HELP said_total What was said.
# TYPE said_total counter
said_total{word="yes"} 1
said_total{word="\\"no\\"\\n"} 2
`);
});

test("a name cannot be taken twice, and must be one that Prometheus takes", () => {
  const metrics = new Metrics();
  metrics.total("once_total", "Once.", () => 1);
  expect(() => metrics.gauge("once_total", "Twice.", () => 1)).toThrow("once_total");
  expect(() => metrics.gauge("not a name", "No.", () => 1)).toThrow("not a name");
});

test("how long things took is counted under every bound that they do not exceed", () => {
  const metrics = new Metrics();
  const waits = new Histogram([0.1, 1]);
  metrics.histogram("wait_seconds", "Waits.", waits);
  for (const seconds of [0.1, 0.5, 0.25, 7]) waits.observe(seconds);
  metrics.gauges("doors", "Doors.", "door", () => new Map([["front", 2]]));
  expect(metrics.text()).toBe(`# HELP wait_seconds Waits.
# TYPE wait_seconds histogram
wait_seconds_bucket{le="0.1"} 1
wait_seconds_bucket{le="1"} 3
wait_seconds_bucket{le="+Inf"} 4
wait_seconds_sum 7.85
wait_seconds_count 4
# HELP doors Doors.
# TYPE doors gauge
doors{door="front"} 2
`);
});

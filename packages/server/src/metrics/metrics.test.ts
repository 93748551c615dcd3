import { expect, test } from "bun:test";
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

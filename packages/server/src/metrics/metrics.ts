import type { Histogram } from "./histogram.ts";

type Labels = Readonly<Record<string, string>>;

interface Sample {
  /** What a histogram has behind its name. */
  readonly suffix?: "_bucket" | "_sum" | "_count";
  readonly labels: Labels;
  readonly value: number;
}

interface Metric {
  readonly type: "counter" | "gauge" | "histogram";
  readonly help: string;
  readonly samples: () => readonly Sample[];
}

const NAME = /^[a-z][a-z0-9_]*$/;

/** Figures for operators, in the text format of Prometheus. Asking is what costs; counting is an addition. */
export class Metrics {
  readonly #metrics = new Map<string, Metric>();

  /** A figure that is looked up when somebody asks. */
  gauge(name: string, help: string, value: () => number): void {
    this.#add(name, { type: "gauge", help, samples: () => [{ labels: {}, value: value() }] });
  }

  /** The same, by one label whose values must be few. */
  gauges(name: string, help: string, label: string, values: () => ReadonlyMap<string, number>): void {
    const samples = () => [...values()].map(([labelled, value]) => ({ labels: { [label]: labelled }, value }));
    this.#add(name, { type: "gauge", help, samples });
  }

  histogram(name: string, help: string, histogram: Histogram): void {
    const samples = (): Sample[] => {
      const buckets = histogram.cumulative();
      return [
        ...buckets.map(({ bound, count }): Sample => ({ suffix: "_bucket", labels: { le: bound }, value: count })),
        { suffix: "_sum", labels: {}, value: histogram.sum },
        { suffix: "_count", labels: {}, value: buckets.at(-1)?.count ?? 0 },
      ];
    };
    this.#add(name, { type: "histogram", help, samples });
  }

  /** The same for one that only grows. */
  total(name: string, help: string, value: () => number): void {
    this.#add(name, { type: "counter", help, samples: () => [{ labels: {}, value: value() }] });
  }

  /** A sum of one's own, by one label whose values must be few. */
  counter(name: string, help: string, label: string): { add(labelled: string, by?: number): void } {
    const sums = new Map<string, number>();
    this.#add(name, {
      type: "counter",
      help,
      samples: () => [...sums].map(([labelled, value]) => ({ labels: { [label]: labelled }, value })),
    });
    return { add: (labelled, by = 1) => sums.set(labelled, (sums.get(labelled) ?? 0) + by) };
  }

  text(): string {
    return [...this.#metrics]
      .map(([name, { type, help, samples }]) => {
        const lines = samples().map(({ suffix = "", labels, value }) => `${name}${suffix}${braces(labels)} ${value}`);
        return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines, ""].join("\n");
      })
      .join("");
  }

  #add(name: string, metric: Metric): void {
    if (!NAME.test(name) || this.#metrics.has(name)) throw new Error(`${name} is not a new metric's name`);
    this.#metrics.set(name, metric);
  }
}

function braces(labels: Labels): string {
  const parts = Object.entries(labels).map(([name, value]) => `${name}="${value.replaceAll(/[\\"\n]/g, escaped)}"`);
  return parts.length === 0 ? "" : `{${parts.join(",")}}`;
}

const escaped = (character: string): string => (character === "\n" ? "\\n" : `\\${character}`);

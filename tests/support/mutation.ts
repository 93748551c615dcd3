import type { Chance } from "./chance.ts";

/** Values that no schema of ours expects, and some that one might. */
const JUNK: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  -(2 ** 53),
  "",
  " ",
  "\u0000",
  "\ud800",
  "ﷺ".repeat(100),
  "x".repeat(5_000),
  "__proto__",
  "constructor",
  "../../etc/passwd",
  "'; DROP TABLE events; --",
  "${7*7}",
  "%00",
  "room:x",
  "💥",
  [],
  {},
  [[]],
  [null],
  { a: { b: { c: {} } } },
  Array.from({ length: 300 }, () => 0),
  { __proto__: null, toString: 1 },
];

/** A frame that was good once: another value, a field less or more, or text that was cut, doubled or stirred. */
export function mutated(frame: unknown, chance: Chance): string {
  let changed: unknown = structuredClone(frame);
  for (let count = 1 + chance.below(3); count > 0; count--) changed = mutatedValue(changed, chance);
  let text = JSON.stringify(changed) ?? "undefined";
  if (chance.oneIn(8)) text = text.slice(0, chance.below(text.length));
  if (chance.oneIn(12)) text = stirred(text, chance);
  if (chance.oneIn(40)) text += text;
  return text;
}

function mutatedValue(value: unknown, chance: Chance): unknown {
  if (typeof value !== "object" || value === null || chance.oneIn(6)) return junk(value, chance);

  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Record<string, unknown>;
  const keys = Object.keys(copy);
  const key = keys.length > 0 ? chance.of(keys) : "x";
  const what = chance.below(5);
  if (what === 0) delete copy[key];
  else if (what === 1) put(copy, String(chance.of(JUNK.filter((one) => typeof one === "string"))), chance.of(JUNK));
  else put(copy, key, mutatedValue(copy[key], chance));
  return copy;
}

/** As JSON.parse does it: `__proto__` is a field like any other. */
function put(copy: object, key: string, value: unknown): void {
  Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
}

function junk(value: unknown, chance: Chance): unknown {
  if (typeof value === "string" && chance.oneIn(3)) return stirred(value, chance);
  if (typeof value === "number" && chance.oneIn(3)) return value + chance.below(5) - 2;
  return chance.of(JUNK);
}

function stirred(text: string, chance: Chance): string {
  const at = chance.below(text.length + 1);
  return text.slice(0, at) + String.fromCharCode(chance.below(0x10000)) + text.slice(at + chance.below(3));
}

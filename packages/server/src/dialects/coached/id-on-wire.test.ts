import { expect, test } from "bun:test";
import { idOnWire } from "./id-on-wire.ts";

const IDS = [
  "7",
  "07",
  "ana",
  "demo:ana",
  "account:0190",
  "demo~1ana",
  "demo~ana",
  "demo~0ana",
  "a::b",
  ":",
  "~",
  "~:",
];

test("[coached 1] an id has no colon on the wire, and whose it is can be read from it", () => {
  const onWire = IDS.map(idOnWire);
  expect(onWire.filter((id) => String(id).includes(":"))).toEqual([]);
  expect(onWire.map((id) => String(id).replaceAll("~1", ":").replaceAll("~0", "~"))).toEqual(IDS);
  expect(IDS.filter((id) => id.includes(":"))).not.toEqual([]);
});

test("[coached] numbers are numbers, and most ids are as they are", () => {
  expect([idOnWire("7"), idOnWire("ana"), idOnWire("demo:ana")]).toEqual([7, "ana", "demo~1ana"]);
});

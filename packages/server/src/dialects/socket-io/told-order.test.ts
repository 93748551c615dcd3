import { describe, expect, test } from "bun:test";
import { ToldOrder } from "./told-order.ts";

function toldInTurn(...events: string[]): ToldOrder {
  const order = new ToldOrder("run1");
  for (const event of events) order.add(event.slice(0, 1), Number(event.slice(1)));
  return order;
}

describe("how far a client got", () => {
  test("in the room of its last packet, exactly there, whichever server told it", () => {
    const order = toldInTurn();
    const offset = order.read(new ToldOrder("run0").offset({ epoch: "a", seq: 7 }, "fitness"))!;
    expect(offset.told).toBeUndefined();
    expect(order.reached(offset, { epoch: "a", seq: 2 })).toEqual({ epoch: "a", seq: 7 });
  });

  test("in another room, up to what was told there before that packet", () => {
    const order = toldInTurn("a1", "b4", "b5", "a2");
    const offset = order.read(order.offset({ epoch: "a", seq: 2 }, "fitness"))!;
    order.add("b", 6);
    order.add("a", 3);
    expect(order.reached(offset, { epoch: "b", seq: 3 })).toEqual({ epoch: "b", seq: 5 });
  });

  test("in a room where nothing was told since it entered, up to its entry", () => {
    const order = toldInTurn("b1", "b2", "a1");
    const offset = order.read(order.offset({ epoch: "a", seq: 1 }, "fitness"))!;
    order.add("b", 3);
    expect(order.reached(offset, { epoch: "b", seq: 2 })).toEqual({ epoch: "b", seq: 2 });
    expect(order.reached(offset, { epoch: "c", seq: 9 })).toEqual({ epoch: "c", seq: 9 });
  });

  test("also when most of what was told is forgotten", () => {
    const order = new ToldOrder("run1");
    order.add("b", 1);
    for (let seq = 1; seq <= 30_000; seq++) order.add("a", seq);
    order.add("b", 2);
    const offset = order.read(order.offset({ epoch: "a", seq: 30_000 }, "fitness"))!;
    expect(order.count).toBe(30_002);
    expect(order.reached(offset, { epoch: "b", seq: 0 })).toEqual({ epoch: "b", seq: 2 });
  });
});

test.each([undefined, null, 7, "", "x", "a-1", "a-1.run1.1", "a-x.run1.1.fitness", "a-1.run1.1.fitness ", {}])(
  "%p is no offset",
  (text) => expect(toldInTurn("a1").read(text)).toBeUndefined(),
);

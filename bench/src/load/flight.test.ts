import { expect, test } from "bun:test";
import { Flight } from "./flight.ts";

test("a message has landed when the last listener heard it, not the first", () => {
  const flight = new Flight(3, 1);
  expect(flight.takeOff()).toBe(1);
  flight.hear(0, 1);
  flight.hear(1, 1);
  expect(flight.takeOff()).toBe(0);
  flight.hear(2, 1);
  expect(flight.takeOff()).toBe(1);
});

test("one listener far ahead does not open the window", () => {
  const flight = new Flight(2, 4);
  flight.takeOff();
  flight.hear(0, 4);
  flight.hear(1, 1);
  expect(flight.takeOff()).toBe(1);
  expect(flight.deliveries).toBe(5);
});

test("a window that narrows lets those on their way land before the next one goes", () => {
  const flight = new Flight(1, 4);
  expect(flight.takeOff()).toBe(4);
  flight.window = 1;
  flight.hear(0, 3);
  expect(flight.takeOff()).toBe(0);
  flight.hear(0, 1);
  expect(flight.takeOff()).toBe(1);
});

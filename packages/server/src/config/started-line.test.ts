import { expect, test } from "bun:test";
import { startedLine } from "./started-line.ts";

test("the first line says where people find it, and last where it listens", () => {
  expect(startedLine("http://127.0.0.1:8006/", undefined)).toBe("Parlor is at http://127.0.0.1:8006/");
  expect(startedLine("http://0.0.0.0:8006/", "https://chat.example.com")).toBe(
    "Parlor is at https://chat.example.com, and listens at http://0.0.0.0:8006/",
  );
});

import { expect, test } from "bun:test";
import { CannotStart } from "../cannot-start.ts";
import { inFolder } from "./unusable-folder.ts";

const told = (error: Error) =>
  inFolder("/srv/parlor", () => Promise.reject(error)).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );

test.each([
  ["EACCES: permission denied, mkdir '/srv/parlor'", "cannot be written"],
  ["EROFS: read-only file system, open '/srv/parlor/secret'", "cannot be written"],
  ["ENOENT: no such file or directory, mkdir '/srv/parlor'", "cannot be made"],
  ["SQLiteError: attempt to write a readonly database", "cannot be written"],
  ["SQLiteError: unable to open database file", "cannot be written"],
  ["ENOSPC: no space left on device, write", "is full"],
  ["SQLiteError: database or disk is full", "is full"],
  ["SQLiteError: file is not a database", "is damaged"],
  ["SQLiteError: database disk image is malformed", "is damaged"],
  ["EEXIST: file already exists, mkdir '/srv/parlor'", "is not a folder"],
  ["Error: This data was written by a newer Parlor (9 migrations, this one knows 2).", "by a newer Parlor"],
])("%s: one sentence or two that say what to do", async (message, expected) => {
  const error = await told(new Error(message));
  expect(error).toBeInstanceOf(CannotStart);
  const { message: sentence } = error as CannotStart;
  expect(sentence).toContain(expected);
  expect(sentence).toContain("/srv/parlor");
  expect(sentence).not.toMatch(/SQLite|E[A-Z]{4}|mkdir/);
});

test("what is not the folder's fault stays what it is", async () => {
  const [bug, known] = [new TypeError("x is not a function"), new CannotStart("In use.")];
  const missing = new Error("ENOENT: no such file or directory, open '/etc/parlor/products.csv'");
  expect(await told(bug)).toBe(bug);
  expect(await told(missing)).toBe(missing);
  expect(await told(known)).toBe(known);
  expect(await inFolder("/srv/parlor", () => 7)).toBe(7);
});

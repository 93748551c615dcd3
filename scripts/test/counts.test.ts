import { expect, test } from "bun:test";

import { countTests } from "./counts.ts";

const report = (cases: string): string =>
  `<?xml version="1.0"?><testsuites><testsuite name="a">${cases}</testsuite></testsuites>`;
const GOOD = `<testcase name="a &lt;failure&gt; in a name" assertions="1" />`;
const BAD = `<testcase name="b" assertions="1">\n<failure type="AssertionError" message="1&#10;2">x</failure>\n</testcase>`;
const SKIPPED = `<testcase name="c"><skipped message="TODO" /></testcase>`;

test("passed, failed and skipped tests are counted apart", () => {
  expect(countTests(report(GOOD + BAD + GOOD + SKIPPED), " 2 pass\n 1 fail\n", 1)).toEqual({
    passed: 2,
    failed: 1,
    skipped: 1,
  });
});

test("a test file that cannot be loaded is a failure though the report does not know it", () => {
  expect(countTests(report(GOOD + BAD), " 1 pass\n 2 fail\n 1 error\n", 1).failed).toBe(2);
});

test("a run that ends badly has failed even when every test passed", () => {
  expect(countTests(report(GOOD), " 1 pass\n 0 fail\n", 139)).toEqual({ passed: 1, failed: 1, skipped: 0 });
});

test("a crash before the report is a failure", () => {
  expect(countTests(undefined, "", 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test.each(["", SKIPPED])("a run in which nothing was tested is a failure", (cases) => {
  expect(countTests(report(cases), "", 0).failed).toBe(1);
});

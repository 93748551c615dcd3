import { Kind } from "@parlor/protocol";
import { type Fault, kindFaults } from "./kind-faults.ts";

/** A kind from a document, or everything that is wrong with the document. The only place in the rules with schemas. */
export function parseKind(
  document: unknown,
): { readonly ok: true; readonly kind: Kind } | { readonly ok: false; readonly faults: readonly Fault[] } {
  const parsed = Kind.safeParse(document);
  if (!parsed.success) return { ok: false, faults: parsed.error.issues.flatMap(faultsOf) };

  const faults = kindFaults(parsed.data);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, kind: parsed.data };
}

/**
 * A kind as a store has it. Another version of Parlor may have saved it: what is no setting here is left out, and what
 * is missing gets its default.
 */
export function parseSavedKind(saved: unknown): ReturnType<typeof parseKind> {
  const known = structuredClone(saved);
  const issues: readonly Issue[] = Kind.safeParse(saved).error?.issues ?? [];
  for (const { path, keys = [] } of issues) {
    const holder = path.reduce((value: unknown, part) => Reflect.get(Object(value) as object, part), known);
    for (const key of keys) Reflect.deleteProperty(Object(holder) as object, key);
  }
  return parseKind(known);
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** Words that are no settings. */
  readonly keys?: readonly string[];
  /** What is wrong with the name of a setting. */
  readonly issues?: readonly Issue[];
  /** What is wrong with each of the shapes that a setting may have. */
  readonly errors?: readonly (readonly Issue[])[];
}

/** A fault is told where it is, not of what it stands in. */
function faultsOf({ path, message, keys, issues, errors }: Issue): Fault[] {
  const inside = (found: readonly Issue[]) =>
    found.flatMap((issue) => faultsOf({ ...issue, path: [...path, ...issue.path] }));
  if (keys) return keys.map((key) => ({ path: dotted([...path, key]), message: "There is no such setting." }));
  if (issues) return inside(issues);
  // The shape that was meant is the one that is wrong further in.
  const meant = errors?.find((shape) => shape.some((issue) => issue.path.length > 0));
  return meant ? inside(meant) : [{ path: dotted(path), message: errors ? expected(errors.flat()) : message }];
}

const expected = (issues: readonly Issue[]): string =>
  issues
    .map(({ message }) => message)
    .join(" or ")
    .replaceAll(" or Invalid input: ", " or ");

/** `session.warnAt[1]`, as one would write it. */
export const dotted = (path: readonly PropertyKey[]): string =>
  path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : `${index > 0 ? "." : ""}${String(part)}`))
    .join("");

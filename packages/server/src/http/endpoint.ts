import { type Refusal, refusal } from "@parlor/protocol";
import type { z } from "zod";
import type { From } from "./from.ts";
import type { Person } from "../identity/person.ts";
import { type Outcome, refused } from "../outcome.ts";

export type Method = "get" | "post" | "put" | "delete";

/** A request, as an endpoint sees it. */
export interface Asking extends From {
  readonly request: Request;
  /** The body came from a form of a page, which wants a page as its answer. */
  readonly form: boolean;
  /** Added to the headers of the answer. */
  readonly headers: Headers;
}

export type Answer = Outcome<unknown> | Response;

/** One method of one path. The check of what comes in and its description are made of the same schemas. */
export interface Endpoint {
  readonly method: Method;
  /** Below `/v1`; what varies is in braces, by the name it has in `takes`. */
  readonly path: string;
  readonly title: string;
  readonly about: string;
  /** What it takes, whether from the path, the query or the body. */
  readonly takes: z.ZodObject;
  /** Decided by the path alone. */
  readonly fixed: Readonly<Record<string, unknown>>;
  readonly reply: z.ZodType;
  /** 303: it answers with another place to go to, and has no reply. */
  readonly status: 200 | 201 | 303;
  readonly who: "anybody" | "somebody";
  readonly forms: boolean;
  answer(input: unknown, person: Person | undefined, asking: Asking): Answer | Promise<Answer>;
}

interface Description<Takes extends z.ZodObject> {
  readonly method: Method;
  readonly path: string;
  readonly title: string;
  readonly about: string;
  readonly takes: Takes;
  readonly reply: z.ZodType;
  readonly status?: 201 | 303;
  readonly fixed?: Readonly<Record<string, unknown>>;
  readonly forms?: true;
}

/** For whoever comes, known or not. */
export function forAnybody<Takes extends z.ZodObject>(
  description: Description<Takes> & { answer(input: z.infer<Takes>, asking: Asking): Answer | Promise<Answer> },
): Endpoint {
  return make("anybody", description, (input, _, asking) => description.answer(input, asking));
}

/** Only for those who say who they are. */
export function forSomebody<Takes extends z.ZodObject>(
  description: Description<Takes> & {
    answer(input: z.infer<Takes>, person: Person, asking: Asking): Answer | Promise<Answer>;
  },
): Endpoint {
  return make("somebody", description, (input, person, asking) =>
    person ? description.answer(input, person, asking) : refused(NOBODY),
  );
}

/** For somebody, and what came in is judged by more than its schema: that describes it. */
export function judgedInside(
  description: Description<z.ZodObject> & {
    answer(input: Readonly<Record<string, unknown>>, person: Person, asking: Asking): Answer | Promise<Answer>;
  },
): Endpoint {
  const nobody = () => refused(NOBODY);
  const endpoint = make("somebody", description, nobody);
  return {
    ...endpoint,
    answer: (input, person, asking) =>
      person ? description.answer(input as Readonly<Record<string, unknown>>, person, asking) : nobody(),
  };
}

function make<Takes extends z.ZodObject>(
  who: Endpoint["who"],
  { method, path, title, about, takes, reply, status, fixed = {}, forms }: Description<Takes>,
  answer: (input: z.infer<Takes>, person: Person | undefined, asking: Asking) => Answer | Promise<Answer>,
): Endpoint {
  return {
    method,
    path,
    title,
    about,
    takes,
    fixed,
    reply,
    who,
    status: status ?? 200,
    forms: forms ?? false,
    answer: (input, person, asking) => {
      const parsed = takes.safeParse(input);
      return parsed.success ? answer(parsed.data, person, asking) : refused(faultOf(parsed.error));
    },
  };
}

function faultOf({ issues: [issue] }: z.ZodError): Refusal {
  const place = issue?.path.map(String).join(".") || "The request";
  return refusal("bad_payload", `${place} is wrong: ${issue?.message ?? "not what was expected"}.`);
}

const NOBODY = refusal("not_signed_in", "Nobody is signed in here. Sign in, or come with a token.");

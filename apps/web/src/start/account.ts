export type Answer = { readonly ok: true } | { readonly ok: false; readonly reason: string | undefined };

interface Account {
  readonly username: string;
  readonly password: string;
}

export const signIn = (account: Account): Promise<Answer> => ask("POST", "/v1/session", account);

export const signUp = (account: Account & { readonly name: string }): Promise<Answer> =>
  ask("POST", "/v1/accounts", account);

export const signOut = (): Promise<Answer> => ask("DELETE", "/v1/session", {});

async function ask(method: string, path: string, body: object): Promise<Answer> {
  try {
    const response = await fetch(path, {
      method,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (response.ok) return { ok: true };
    return { ok: false, reason: sentenceIn(await response.json()) };
  } catch {
    // No network, or something that is no Parlor answered: the page says that the server cannot be reached.
    return { ok: false, reason: undefined };
  }
}

function sentenceIn(answer: unknown): string | undefined {
  if (typeof answer !== "object" || answer === null || !("error" in answer)) return undefined;
  const { error } = answer;
  if (typeof error !== "object" || error === null || !("message" in error)) return undefined;
  return typeof error.message === "string" ? error.message : undefined;
}

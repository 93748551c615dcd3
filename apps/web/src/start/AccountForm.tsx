import { type FormEvent, useId, useState } from "react";
import { useSettings } from "../settings.ts";
import { signIn, signUp } from "./account.ts";

/** Signing in, or making an account and being signed in with it. The session is a cookie that no script can read. */
export function AccountForm({ onEnter }: { readonly onEnter: () => void }) {
  const { texts } = useSettings();
  const [isNew, setNew] = useState(false);
  const [fault, setFault] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const id = useId();

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    const form = new FormData(event.currentTarget);
    const field = (name: string) => {
      const value = form.get(name);
      return typeof value === "string" ? value : "";
    };
    const account = { username: field("username"), password: field("password") };
    setBusy(true);
    const answer = isNew ? await signUp({ ...account, name: field("name") }) : await signIn(account);
    setBusy(false);
    if (answer.ok) onEnter();
    else setFault(answer.reason ?? texts.cannotReach);
  };

  return (
    <form className="parlor-form" onSubmit={(event) => void submit(event)}>
      <label htmlFor={`${id}-username`}>{texts.username}</label>
      <input
        id={`${id}-username`}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={32}
      />
      {isNew && (
        <>
          <label htmlFor={`${id}-name`}>{texts.displayName}</label>
          <input
            id={`${id}-name`}
            name="name"
            dir="auto"
            placeholder={texts.namePlaceholder}
            autoComplete="nickname"
            required
            maxLength={64}
          />
        </>
      )}
      <label htmlFor={`${id}-password`}>{texts.password}</label>
      <input
        id={`${id}-password`}
        name="password"
        type="password"
        autoComplete={isNew ? "new-password" : "current-password"}
        aria-describedby={isNew ? `${id}-hint` : undefined}
        required
        minLength={isNew ? 8 : undefined}
        maxLength={256}
      />
      {isNew && (
        <p id={`${id}-hint`} className="parlor-note">
          {texts.passwordHint}
        </p>
      )}
      {fault !== undefined && (
        <p className="parlor-reason" role="alert">
          {fault}
        </p>
      )}
      <button type="submit" className="parlor-button" data-primary aria-busy={isBusy || undefined}>
        {isBusy ? texts.wait : isNew ? texts.signUp : texts.signIn}
      </button>
      <button
        type="button"
        className="parlor-link"
        onClick={() => {
          setNew(!isNew);
          setFault(undefined);
        }}
      >
        {isNew ? texts.haveAccount : texts.noAccount}
      </button>
    </form>
  );
}

import { Icon } from "../icons.tsx";

/** Why something was refused, beside what was asked. */
export function Fault({ text }: { readonly text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <p className="parlor-desk-fault">
      <Icon name="warn" />
      <span dir="auto">{text}</span>
    </p>
  );
}

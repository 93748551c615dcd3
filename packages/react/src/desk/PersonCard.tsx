import type { HelpRequest } from "@parlor/protocol";
import { cleanText } from "../markup/clean.ts";
import { Avatar } from "../people/Avatar.tsx";
import { Name } from "../people/Name.tsx";
import { useDeskTexts } from "./texts/use-desk-texts.ts";

export interface PersonCardProps {
  readonly person: Pick<HelpRequest, "user" | "name" | "guest" | "subject">;
  /** What else is known: each with its name. */
  readonly facts: readonly (readonly [name: string, value: string])[];
}

/** Who asks, and about what. */
export function PersonCard({ person, facts }: PersonCardProps) {
  const texts = useDeskTexts();
  const all = [[texts.subjectOf, cleanText(person.subject) || texts.unnamed] as const, ...facts];
  return (
    <section className="parlor-person-card" aria-label={texts.person}>
      <div className="parlor-person-heading">
        <Avatar id={person.user} name={person.name} />
        <strong>
          <Name name={person.name} guest={person.guest} />
        </strong>
      </div>
      <dl>
        {all.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

import { useAnnounce } from "../feedback/Announcer.tsx";
import { cleanText } from "../markup/clean.ts";
import { DocumentText } from "../markup/DocumentText.tsx";
import { useWords } from "../provider.tsx";
import { useCurrentRoom } from "../room/CurrentRoom.tsx";
import { type Checklist, useBrief, useChecklist } from "./use-panels.ts";

/** What one is here for: the task, the instructions of one's role, and the list of what is to be done. */
export function BriefPanel() {
  const { room } = useCurrentRoom();
  const { texts } = useWords();
  const { instructions, scenario } = useBrief(room);
  const checklist = useChecklist(room);
  const isEmpty = instructions === "" && !scenario && checklist.items.length === 0;
  return (
    <div className="parlor-brief">
      {isEmpty && <p className="parlor-hint">{texts.panels.nothingToDo}</p>}
      {scenario && (
        <section className="parlor-scenario">
          <h3>{texts.panels.scenario}</h3>
          {scenario.title !== "" && (
            <p className="parlor-scenario-title" dir="auto">
              {cleanText(scenario.title)}
            </p>
          )}
          <DocumentText text={scenario.text} />
          {scenario.constraint !== undefined && scenario.constraint !== "" && (
            <>
              <h4>{texts.panels.constraint}</h4>
              <DocumentText text={scenario.constraint} />
            </>
          )}
        </section>
      )}
      {instructions !== "" && <DocumentText text={instructions} />}
      {checklist.items.length > 0 && <ChecklistPanel checklist={checklist} />}
    </div>
  );
}

/** What is to be done, to be ticked. Others see what is ticked, too: it is part of the record. */
function ChecklistPanel({ checklist: { items, tick } }: { readonly checklist: Checklist }) {
  const { texts, number } = useWords();
  const announce = useAnnounce();
  const done = items.filter(({ isDone }) => isDone).length;
  const change = (item: string, on: boolean) => {
    tick(item, on).catch((error: unknown) =>
      announce(error instanceof Error ? error.message : texts.somethingWrong, "assertive"),
    );
  };
  return (
    <fieldset className="parlor-checklist">
      <legend>
        {texts.panels.checklist} <small>{texts.panels.done(number(done), items.length)}</small>
      </legend>
      {items.map(({ id, text, isDone }) => (
        <label key={id} data-done={isDone || undefined}>
          <input type="checkbox" checked={isDone} onChange={({ target }) => change(id, target.checked)} />
          <span dir="auto">{cleanText(text)}</span>
        </label>
      ))}
    </fieldset>
  );
}

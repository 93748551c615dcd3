import { Fragment, memo, useMemo } from "react";
import { cleanText } from "./clean.ts";
import { sectionsOf } from "./document.ts";
import { MessageText } from "./MessageText.tsx";

/** Instructions and the like, as elements: never as HTML. Its headings come below that of the panel it stands in. */
export const DocumentText = memo(function DocumentText({ text }: { readonly text: string }) {
  const sections = useMemo(() => sectionsOf(cleanText(text)), [text]);
  return (
    <div className="parlor-document" dir="auto">
      {sections.map((section, index) => (
        <Fragment key={index}>
          {section.kind === "text" ? (
            <MessageText text={section.text} />
          ) : section.level === 3 ? (
            <h4 dir="auto">{section.text}</h4>
          ) : (
            <h3 dir="auto">{section.text}</h3>
          )}
        </Fragment>
      ))}
    </div>
  );
});

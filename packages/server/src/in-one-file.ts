/** Whether this runs from the one file that `npm run one-file` makes: only such a file carries others in it. */
export const IN_ONE_FILE = Bun.embeddedFiles.length > 0;

/** What one types before the words of a command. */
export const COMMAND = IN_ONE_FILE ? "parlor" : "npm run parlor --";

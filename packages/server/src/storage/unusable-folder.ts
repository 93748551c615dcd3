import { CannotStart } from "../cannot-start.ts";

interface Cause {
  readonly sign: RegExp;
  readonly sentence: (folder: string) => string;
}

/** By what the operating system or SQLite says, also when it comes as text from another thread. */
const CAUSES: readonly Cause[] = [
  {
    sign: /newer Parlor/,
    sentence: (folder) =>
      `The data in ${folder} was written by a newer Parlor. Start that one, or give this one another DATA_DIR.`,
  },
  {
    sign: /ENOSPC|EDQUOT|EFBIG|no space|disk is full|disk I\/O error/i,
    sentence: (folder) => `The disk of the data folder ${folder} is full, or at its limit. Make room and start again.`,
  },
  {
    sign: /ENOTDIR|EEXIST|EISDIR/,
    sentence: (folder) => `DATA_DIR is ${folder}, and that is not a folder.`,
  },
  {
    // Of a folder itself, and not of a file that was expected in it.
    sign: /ENOENT.*mkdir/,
    sentence: (folder) => `The data folder ${folder} cannot be made at that place. Set another DATA_DIR.`,
  },
  {
    sign: /not a database|malformed/i,
    sentence: (folder) =>
      `The database in ${folder} is damaged. Put a copy of it in its place, or set another DATA_DIR.`,
  },
  {
    sign: /EACCES|EPERM|EROFS|readonly database|read-only|unable to open database/i,
    sentence: (folder) =>
      `The data folder ${folder} cannot be written. Give it to the user who runs Parlor, or set another DATA_DIR.`,
  },
];

/** Opens something in the data folder. When the folder is at fault, whoever starts the server is told what to do. */
export async function inFolder<T>(folder: string, open: () => T | Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof CannotStart) throw error;
    const cause = CAUSES.find(({ sign }) => sign.test(String(error)));
    throw cause ? new CannotStart(cause.sentence(folder)) : error;
  }
}

import { CatalogItem } from "@parlor/protocol";
import { statSync } from "node:fs";
import { open } from "node:fs/promises";
import type { CatalogFilling } from "../storage/catalog.ts";
import { PostgresCatalogWriter } from "../storage/postgres/postgres-catalog-writer.ts";
import { CatalogWriter } from "../storage/sqlite/catalog-writer.ts";
import { type CliCommand, type Io, WrongUse } from "./command.ts";
import { optionsIn } from "./options.ts";
import { FORMATS, formatOf, recordsOf } from "./records.ts";

const FAULTS_TOLD = 20;

export const catalogImport: CliCommand = {
  words: ["catalog", "import"],
  usage: "catalog import FILE [--catalog NAME] [--format jsonl|csv]",
  about: [
    "Makes a collection of FILE, for product lists and search engines. What was in it before is replaced.",
    "One item per line with id and title, and body, url and image where there are any. A CSV names its columns first.",
    "Lines that are no items are told with their numbers and skipped. NAME is `products` unless you say otherwise.",
  ],
  async run(args, io) {
    const { values, positionals } = optionsIn({
      args: [...args],
      allowPositionals: true,
      options: { catalog: { type: "string", default: "products" }, format: { type: "string" } },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new WrongUse("Which file?");
    const format = formatOf(file, values.format);
    const bytes = await checkedSize(file);

    const writer = await opened(io, values.catalog);
    try {
      const faults = await fill(writer, recordsOf(file, format), bytes, io);
      if (faults > FAULTS_TOLD) io.err(`… and ${faults - FAULTS_TOLD} more lines.`);
      if (writer.count === 0) {
        await writer.cancel();
        io.err(`${file} has nothing that could be imported. The collection is as it was.`);
        return 1;
      }
      await writer.commit();
      io.out(
        `${writer.count} items are in "${values.catalog}" now${faults > 0 ? `, ${faults} lines were skipped` : ""}.`,
      );
      return 0;
    } finally {
      await writer.close();
    }
  },
};

async function opened({ env }: Io, catalog: string): Promise<CatalogFilling> {
  if (env["DATABASE_URL"]) return PostgresCatalogWriter.open(env["DATABASE_URL"], catalog);
  return CatalogWriter.open(env["DATA_DIR"] || "./data", catalog);
}

async function fill(
  writer: CatalogFilling,
  records: ReturnType<typeof recordsOf>,
  bytes: number,
  io: Io,
): Promise<number> {
  let faults = 0;
  const skip = (line: number, fault: string) => {
    faults++;
    if (faults <= FAULTS_TOLD) io.err(`line ${line}: ${fault}`);
  };
  for await (const { line, bytes: done, fields, fault } of records) {
    const item = CatalogItem.safeParse(fields);
    if (fault !== undefined) skip(line, fault);
    else if (!item.success) skip(line, sentenceOf(item.error.issues));
    else if (!(await writer.add(item.data)))
      skip(line, `There was an item with the id ${JSON.stringify(item.data.id)} before.`);
    io.progress(Math.min(done, bytes - 1), bytes, `${writer.count} items`);
  }
  io.progress(bytes, bytes, `${writer.count} items`);
  return faults;
}

const sentenceOf = (issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): string =>
  issues.map(({ path, message }) => (path.length > 0 ? `${path.join(".")}: ${message}` : message)).join(" ");

const LOOKED_AT = 65_536;

/** A picture or a spreadsheet that is called .csv is refused before anything else. */
async function checkedSize(file: string): Promise<number> {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) throw new WrongUse(`There is no file ${file}.`);
  // It is read twice.
  if (!stat.isFile()) throw new WrongUse(`${file} is not a file. Write it into one first.`);
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(LOOKED_AT), 0, LOOKED_AT, 0);
    const head = buffer.subarray(0, bytesRead);
    // The last character may be cut off.
    const whole = bytesRead < LOOKED_AT ? head : head.subarray(0, -4);
    if (head.includes(0) || !isUtf8(whole)) {
      throw new WrongUse(`${file} is not text in UTF-8. This takes ${FORMATS.join(" or ")}.`);
    }
  } finally {
    await handle.close();
  }
  return stat.size;
}

function isUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes);
  // At most the character that was cut is lost.
  return (text.match(/\uFFFD/g)?.length ?? 0) <= 1;
}

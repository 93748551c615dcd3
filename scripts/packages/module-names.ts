/** The same code or declarations, with every module that it names called as `rename` has it. */
export function renameModules(code: string, rename: (name: string) => string): string {
  return code.replaceAll(
    /(\bfrom |\bimport |\bimport\()"([^"]+)"/g,
    (_, before: string, name: string) => `${before}"${rename(name)}"`,
  );
}

/** TypeScript leaves its own endings in declarations, which few readers of them know. */
export const asJavaScript = (name: string): string => (name.startsWith(".") ? name.replace(/\.tsx?$/, ".js") : name);

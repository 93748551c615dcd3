/** Text that is JSON already, and goes out as it is. */
export class RawJson {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export const toJson = (value: unknown): string => (value instanceof RawJson ? value.text : JSON.stringify(value));

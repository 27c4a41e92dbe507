/** A document of which one part is generated. */
interface Generated {
  readonly document: string;
  readonly part: string;
  readonly text: string;
}

/** @throws Error when the document does not mark where the part begins and ends. */
export function replacePart({ document, part, text }: Generated): string {
  const begin = `<!-- begin ${part} -->`;
  const end = `<!-- end ${part} -->`;
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from < 0 || to < from) {
    throw new Error(`The document does not mark where "${part}" is to be`);
  }
  return `${document.slice(0, from + begin.length)}\n\n${text}\n\n${document.slice(to)}`;
}

/** The text without what a formatter may change: widths of table columns and empty lines. */
export function withoutLayout(document: string): string {
  return document
    .replaceAll(/ +/g, ' ')
    .replaceAll(/-{3,}/g, '---')
    .replaceAll(/^ +/gm, '')
    .replaceAll(/\n+/g, '\n')
    .trim();
}

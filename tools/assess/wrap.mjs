const WIDTH = 80;

/**
 * Breaks a text between words into lines of at most 80 characters. A longer word has a line of its own.
 *
 * @param {string} text
 * @param {{ first: string, next: string }} indents what the first line and those after it begin with
 */
export function wrap(text, { first, next }) {
  const lines = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (!isEmpty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = next;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line].join('\n');
}

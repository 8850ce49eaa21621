export type TextBlock = { readonly kind: 'paragraph' | 'list'; readonly lines: readonly string[] };

/** Paragraphs and lists of a plain text; a line that begins with a hyphen or a bullet and a space is an item. */
export function splitText(text: string): TextBlock[] {
  const blocks: { kind: TextBlock['kind']; lines: string[] }[] = [];
  let isNew = true;
  for (const line of text.split(/\r?\n/)) {
    const item = /^\s*[-–•*]\s+(.+)$/.exec(line)?.[1];
    const kind = item === undefined ? 'paragraph' : 'list';
    if (line.trim() === '') {
      isNew = true;
      continue;
    }
    const last = blocks.at(-1);
    // An empty line between two items leaves them one list.
    if (last?.kind === kind && (!isNew || kind === 'list')) last.lines.push(item ?? line);
    else blocks.push({ kind, lines: [item ?? line] });
    isNew = false;
  }
  return blocks;
}

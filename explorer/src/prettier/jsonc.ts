// Replaces Prettier's plugins for JSON with comments, which include a JavaScript parser (half a
// megabyte), with the small formatter of the JSON parser that GraphiQL already uses.
import { applyEdits, format } from 'jsonc-parser';

interface Formatted {
  text: string;
}

const astFormat = 'formatted-jsonc';

export const parsers = {
  jsonc: {
    astFormat,
    parse(text: string): Formatted {
      const edits = format(text, undefined, {
        insertSpaces: true,
        tabSize: 2,
        insertFinalNewline: true,
      });
      return { text: applyEdits(text, edits) };
    },
    locStart: () => 0,
    locEnd: ({ text }: Formatted) => text.length,
  },
};

export const printers = {
  [astFormat]: { print: (path: { node: Formatted }) => path.node.text },
};

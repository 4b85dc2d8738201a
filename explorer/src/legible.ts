import type { editor } from 'monaco-editor';

const OPTIONS = {
  // GraphiQL hard-codes a font that the page does not include.
  fontFamily:
    'ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  wordWrap: 'on',
  wrappingIndent: 'indent',
  renderFinalNewline: 'on',
} as const;

/** On GraphiQL's dark background, comments in Monaco's dark theme have a contrast of only 3.6 to 1. */
const LIGHTER_COMMENTS = { token: 'comment', foreground: '8fbf7a' };

/** Overrides options that GraphiQL passes to Monaco without a property to change them. */
export function makeLegible(monaco: typeof editor): void {
  monaco.onDidCreateEditor((created) => created.updateOptions(OPTIONS));
  const { defineTheme } = monaco;
  monaco.defineTheme = (name, theme) => {
    const added = theme.base === 'vs-dark' ? [LIGHTER_COMMENTS] : [];
    defineTheme(name, { ...theme, rules: [...theme.rules, ...added] });
  };
}

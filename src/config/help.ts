import { SETTINGS, type Setting } from './settings.ts';

/** What `npm start -- --help` prints. */
export function renderHelp(): string {
  const settings = listSettings()
    .map(
      ({ variable, description, expected, defaultText }) =>
        `  ${variable}\n      ${description}\n      ${expected}; default: ${defaultText}`,
    )
    .join('\n');
  return `TileDB invitations over GraphQL. All settings are environment variables:\n\n${settings}\n`;
}

/** The settings as a Markdown table, for docs/configuration.md. */
export function renderSettingsTable(): string {
  const rows = listSettings().map(
    ({ variable, description, expected, defaultText }) =>
      `| \`${variable}\` | ${description} | ${expected} | ${defaultText} |`,
  );
  return ['| variable | meaning | value | default |', '| --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

function listSettings(): readonly Setting<unknown>[] {
  return Object.values<Setting<unknown>>(SETTINGS);
}

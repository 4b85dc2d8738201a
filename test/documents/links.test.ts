import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const WITHOUT_OTHERS = {
  cwd: ROOT,
  exclude: (name: string) => /node_modules$|^\.|^reports$/.test(name),
};
const DOCUMENTS = globSync('**/*.md', WITHOUT_OTHERS);
const SOURCES = new Set(globSync('**/*.{ts,tsx}', WITHOUT_OTHERS).map((file) => basename(file)));

describe('the documents', () => {
  it('are found', () => {
    expect(DOCUMENTS).toEqual(expect.arrayContaining(['README.md', join('docs', 'deploy.md')]));
  });

  it.each(DOCUMENTS)('link only to files and headings that exist: %s', (document) => {
    const links = [...readProse(document).matchAll(/\]\(([^)\s]+)\)/g)].map(
      ([, link = '']) => link,
    );
    const isBroken = (link: string) => !/^https?:/.test(link) && !leadsSomewhere(document, link);
    expect(links.filter(isBroken)).toEqual([]);
  });

  it.each(DOCUMENTS)(
    'name only source files that exist, also without their folder: %s',
    (document) => {
      const names = [...readProse(document).matchAll(/`([\w.-]+\.tsx?)`/g)].map(
        ([, name = '']) => name,
      );
      expect(names.filter((name) => !SOURCES.has(name))).toEqual([]);
    },
  );

  it.each(DOCUMENTS)('name only paths that exist: %s', (document) => {
    const code = [...readProse(document).matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);
    const paths = code.flatMap((text) => text.split(/\s+/)).filter(isPath);
    expect(paths.filter((path) => !exists(document, path))).toEqual([]);
  });
});

const SOURCE = /\.(?:[cm]?[jt]sx?|md|graphql|ya?ml|css|html|sh)$/;

/** Whether a word in code type names a file or folder of this project: `…/….ts`, or something in a known folder. */
function isPath(word: string): boolean {
  if (!/^\.?[\w-]+(?:\/[\w.*{,}-]+)+\/?$/.test(word)) return false;
  return SOURCE.test(word) || existsSync(join(ROOT, word.split('/')[0] ?? ''));
}

/** Whether a path exists as the document gives it: from the root, from its own folder, or from src/. */
function exists(document: string, path: string): boolean {
  return ['.', dirname(document), 'src'].some(
    (folder) => globSync(join(folder, path), { cwd: ROOT }).length > 0,
  );
}

function leadsSomewhere(document: string, link: string): boolean {
  const [path = '', heading] = link.split('#');
  const target = path === '' ? document : join(dirname(document), path);
  if (!existsSync(join(ROOT, target))) return false;
  return heading === undefined || readAnchors(target).includes(heading);
}

/** The anchors that GitHub gives to headings. */
function readAnchors(document: string): string[] {
  return [...readProse(document).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\- ]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Without blocks of code, where `#` begins a comment. */
function readProse(document: string): string {
  return readFileSync(join(ROOT, document), 'utf8').replace(/```.*?```/gs, '');
}

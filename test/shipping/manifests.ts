import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { importPeer } from '../peers/importPeer.ts';
import { findInPath, type Program, toPath } from '../support/program.ts';

/** An object as applied to Kubernetes. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  // biome-ignore lint/suspicious/noExplicitAny: each kind has a different shape, which `findFaults` checks
  readonly spec?: any;
  readonly data?: Readonly<Record<string, string>>;
}

const ROOT = join(import.meta.dirname, '..', '..');
/** The first kubectl whose kustomize takes folders as resources, and patches with a target. */
const MIN_MINOR = 21;

const run = promisify(execFile);

const found = findInPath('kubectl');
export const KUBECTL: Program = {
  name: `kubectl 1.${MIN_MINOR} or later`,
  path: found !== undefined && isNewEnough(found) ? found : undefined,
  debian: 'kubernetes-client',
};

/** All objects that a kustomize folder produces. */
export async function render(folder: string): Promise<readonly Manifest[]> {
  const { stdout } = await run(toPath(KUBECTL), ['kustomize', join(ROOT, folder)]);
  return parseAllDocuments(stdout).map((document) => document.toJS());
}

/**
 * Violations in objects, found by kubernetes-models: its schemas check values but ignore unknown fields;
 * its types, checked by the compiler against a literal, find those.
 */
export async function findFaults(manifests: readonly Manifest[]): Promise<readonly string[]> {
  const wrongValues = await Promise.all(manifests.map(findWrongValues));
  return [...wrongValues.flat(), ...(await findWrongFields(manifests))];
}

async function findWrongValues(manifest: Manifest): Promise<readonly string[]> {
  const { apiVersion, kind } = manifest;
  const models = await importPeer<Record<string, Model>>(toModule(manifest));
  const Model = models[kind];
  if (Model === undefined) return [`${apiVersion} has no ${kind}`];
  try {
    new Model(manifest).validate();
    return [];
  } catch (error) {
    return [`${kind}: ${String(error)}`];
  }
}

async function findWrongFields(manifests: readonly Manifest[]): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'manifests-'));
  try {
    await symlink(join(ROOT, 'test/peers/node_modules'), join(folder, 'node_modules'));
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    await writeFile(join(folder, 'manifests.ts'), manifests.map(toDeclaration).join('\n'));
    const flags = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext'];
    const compiler = join(ROOT, 'node_modules/.bin/tsc');
    await run(compiler, [...flags, 'manifests.ts'], { cwd: folder });
    return [];
  } catch (error) {
    const { code, stdout } = error as { code: unknown; stdout: string };
    // No exit code: it did not run at all.
    if (typeof code !== 'number') throw error;
    return stdout.trim().split('\n');
  } finally {
    await rm(folder, { recursive: true });
  }
}

function toDeclaration(manifest: Manifest, index: number): string {
  const type = `import('${toModule(manifest)}').I${manifest.kind}`;
  return `export const manifest${index}: ${type} = ${JSON.stringify(manifest, null, 2)};`;
}

function toModule({ apiVersion, kind }: Manifest): string {
  return `kubernetes-models/${apiVersion}/${kind}`;
}

type Model = new (manifest: Manifest) => { validate(): void };

function isNewEnough(kubectl: string): boolean {
  try {
    const text = execFileSync(kubectl, ['version', '--client', '--output=json'], {
      encoding: 'utf8',
    });
    return Number.parseInt(JSON.parse(text).clientVersion.minor, 10) >= MIN_MINOR;
  } catch {
    return false;
  }
}

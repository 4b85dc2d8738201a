import { execFile } from 'node:child_process';
import { chmod, copyFile, cp, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import ignore from '@balena/dockerignore';
import { type Copy, DockerfileParser, type Env, type Instruction } from 'dockerfile-ast';

/** The configuration from which a container is started. */
export interface Image {
  /** The folder that represents its `/`. */
  readonly root: string;
  readonly workingDirectory: string;
  readonly env: Readonly<Record<string, string>>;
  readonly user: string;
  readonly command: readonly string[];
  readonly healthCheck: readonly string[];
}

type Stage = { -readonly [Key in keyof Image]: Image[Key] };

/** Packages in npm's cache are not requested again. */
const QUICK_NPM = { npm_config_prefer_offline: 'true', npm_config_audit: 'false' };

const run = promisify(execFile);

/**
 * Runs the steps of a Dockerfile in plain folders, without a container engine: one folder per stage, in which RUN finds
 * the programs of this machine. Supports only the instructions and forms that our Dockerfile uses.
 */
export async function buildImage(dockerfile: string, context: string): Promise<Image> {
  const folder = await mkdtemp(join(tmpdir(), 'image-'));
  try {
    return await performSteps(dockerfile, context, folder);
  } catch (error) {
    await rm(folder, { recursive: true });
    throw error;
  }
}

/** Removes the folders of an image, write-protected or not. */
export async function removeImage({ root }: Image): Promise<void> {
  const folder = resolve(root, '..');
  await run('chmod', ['-R', 'u+w', folder]);
  await rm(folder, { recursive: true });
}

async function performSteps(dockerfile: string, context: string, folder: string): Promise<Image> {
  await chmod(folder, 0o755);
  const ignored = ignore.default().add(await readFile(join(context, '.dockerignore'), 'utf8'));
  const stages: Stage[] = [];
  const names = new Map<string, Stage>();
  for (const instruction of DockerfileParser.parse(dockerfile).getInstructions()) {
    await perform(instruction);
  }
  return current();

  function current(): Stage {
    const stage = stages.at(-1);
    if (stage === undefined) throw new Error('a Dockerfile begins with FROM');
    return stage;
  }

  async function perform(instruction: Instruction): Promise<void> {
    const keyword = instruction.getKeyword();
    const args = instruction.getArguments().map((argument) => argument.getValue());
    switch (keyword) {
      case 'FROM':
        return begin(args);
      case 'WORKDIR':
        current().workingDirectory = args[0] ?? '';
        await mkdir(inside(current(), '.'), { recursive: true });
        return;
      case 'ENV':
        for (const property of (instruction as Env).getProperties()) {
          current().env = { ...current().env, [property.getName()]: property.getValue() ?? '' };
        }
        return;
      case 'COPY':
        return copy(args, (instruction as Copy).getFromFlag()?.getValue() ?? null);
      case 'RUN':
        await run('sh', ['-c', instruction.getArgumentsContent() ?? ''], {
          cwd: inside(current(), '.'),
          env: { ...process.env, ...QUICK_NPM, ...current().env },
        });
        return;
      case 'USER':
        current().user = args[0] ?? '';
        return;
      case 'EXPOSE':
        // Prints a note, and does nothing.
        return;
      case 'CMD':
        current().command = readExecForm(instruction);
        return;
      case 'HEALTHCHECK':
        current().healthCheck = readExecForm(instruction);
        return;
      case 'STOPSIGNAL':
        if (args[0] !== 'SIGTERM') throw new Error('the service ends on SIGTERM');
        return;
      default:
        throw new Error(`${keyword} is not among the instructions known here`);
    }
  }

  async function begin([base = '', , name]: readonly string[]): Promise<void> {
    const root = join(folder, String(stages.length));
    const parent = names.get(base);
    const stage = parent === undefined ? await pullNode(base, root) : { ...parent, root };
    if (parent !== undefined) await copyExactly(parent.root, root);
    stages.push(stage);
    if (name !== undefined) names.set(name, stage);
  }

  async function copy(args: readonly string[], from: string | null): Promise<void> {
    const target = args.at(-1) ?? '';
    if (!target.endsWith('/')) throw new Error(`COPY to ${target}: a folder ends with a slash`);
    const source = from === null ? context : names.get(from)?.root;
    if (source === undefined) throw new Error(`COPY --from=${from}: there is no such stage`);
    const isLeftOut = (path: string) =>
      from === null && path !== context && ignored.ignores(relative(context, path));
    for (const arg of args.slice(0, -1)) {
      const path = join(source, arg).replace(/\/$/, '');
      const isFolder = (await stat(path)).isDirectory();
      if (!isFolder && isLeftOut(path)) throw new Error(`COPY ${arg}: .dockerignore leaves it out`);
      // Of a folder, its contents are copied, not the folder itself.
      const goal = join(inside(current(), target), isFolder ? '' : basename(path));
      if (from !== null) await copyExactly(path, goal);
      else await copyAllowed(path, goal);
    }

    async function copyAllowed(path: string, goal: string): Promise<void> {
      await cp(path, goal, {
        recursive: true,
        verbatimSymlinks: true,
        filter: async (one) => (await stat(one)).isDirectory() || !isLeftOut(one),
      });
    }
  }
}

/** Copies a file, or the contents of a folder. For thousands of files, Node's own copy takes ten seconds of CPU. */
async function copyExactly(path: string, goal: string): Promise<void> {
  const isFolder = (await stat(path)).isDirectory();
  await mkdir(isFolder ? goal : dirname(goal), { recursive: true });
  await run('cp', ['-a', isFolder ? `${path}/.` : path, goal]);
}

/** The path on this machine of a path in a stage. */
function inside({ root, workingDirectory }: Stage, path: string): string {
  return join(root, resolve('/', workingDirectory, path));
}

/** The official Node image, as far as we need it: the Node that runs the tests. */
async function pullNode(name: string, root: string): Promise<Stage> {
  if (!/^node:\d+-slim(@|$)/.test(name)) throw new Error(`FROM ${name}: there is no such stage`);
  const programs = join(root, 'usr/local/bin');
  await mkdir(programs, { recursive: true });
  await copyFile(process.execPath, join(programs, 'node'));
  return { root, workingDirectory: '/', env: {}, user: 'root', command: [], healthCheck: [] };
}

function readExecForm(instruction: Instruction): readonly string[] {
  const text = instruction.getArgumentsContent() ?? '';
  return JSON.parse(text.replace(/^CMD\s+/, ''));
}

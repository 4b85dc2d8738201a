import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const AXE = join(import.meta.dirname, '../../examples/inbox/node_modules/axe-core/axe.min.js');

interface Violation {
  id: string;
  nodes: { html: string }[];
}

/** The violations that axe finds on the current page, as "rule: element", except for the given rules. */
export async function findBarriers(page: Page, except: string[] = []): Promise<string[]> {
  // A script element would need a policy that allows it.
  await page.evaluate(readFileSync(AXE, 'utf8'));
  const violations = await page.evaluate<Violation[]>('axe.run().then((run) => run.violations)');
  return violations
    .filter(({ id }) => !except.includes(id))
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

import { describe, expect, it } from 'vitest';
import { toNamespaceSegments } from '../../../src/domain/namespace.ts';

describe('a namespace of the workspaces family', () => {
  it.each(['', 'acme', 'acme/', '/general', '/', 'a/b/c'])(
    'without exactly two non-empty parts is rejected with the expected form: %j',
    (namespace) => {
      expect(toNamespaceSegments(namespace, 'workspaces')).toEqual({
        fault: 'must have the form `workspace/teamspace` on this deployment',
      });
    },
  );
});

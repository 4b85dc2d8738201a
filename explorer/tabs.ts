import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A tab that is open on the first visit; its title is the operation's name. */
export interface ReadyTab {
  name: string;
  query: string;
  /** Placeholders, unless `ExplorerConfig.variables` has values for this operation. */
  variables?: Record<string, unknown>;
}

/** The operations of operations/ by name, in the order of their tabs, with placeholders for their variables. */
const OPERATIONS: Readonly<Record<string, Record<string, unknown> | undefined>> = {
  ListPendingInvitations: undefined,
  AcceptInvitation: { input: { invitationId: 'an id of ListPendingInvitations' } },
  CancelInvitation: { input: { cancelHandle: 'a cancelHandle of ListPendingInvitations' } },
  CancelManyInvitations: { input: { cancelHandles: ['a cancelHandle', 'another'] } },
  InviteToOrganization: {
    input: {
      organization: 'your organization',
      emails: ['someone@example.com', 'nobody@example.com'],
      role: 'READ_ONLY',
    },
  },
  InviteToArray: {
    input: {
      namespace: 'who owns the array',
      array: 'its name or URI',
      emails: ['someone@example.com'],
      actions: ['READ'],
    },
  },
  SearchRecipients: { recipients: ['someone@example.com'], organization: 'your organization' },
  InvitationById: { id: 'an id of ListPendingInvitations' },
};

const ERRORS: ReadyTab = {
  name: 'Errors',
  query: `# A fault leaves the other fields in place.
# Without the key, the code is another one.
query Errors {
works: invitations(perPage: 2) {
  nodes {
    id
    status
  }
}
asksTooMuch: invitations(perPage: 1000) {
  totalCount
}
mixesPagingStyles: invitations(page: 2, first: 5) {
  totalCount
}
}
`,
};

/** Read when the page is built, and by the tests. */
export const READY_TABS: readonly ReadyTab[] = [
  ...Object.entries(OPERATIONS).map(([name, variables]) => ({
    name,
    query: readFileSync(join(import.meta.dirname, `../operations/${name}.graphql`), 'utf8'),
    ...(variables && { variables }),
  })),
  ERRORS,
];

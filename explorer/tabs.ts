/** A tab that is open when the explorer is seen for the first time; its title is the operation's name. */
export interface ReadyTab {
  name: string;
  query: string;
  /** Placeholders, for deployments whose `ExplorerConfig.variables` says nothing better. */
  variables?: Record<string, unknown>;
}

export const READY_TABS: readonly ReadyTab[] = [
  {
    name: 'Pending',
    query: `# Run: Ctrl-Enter. Complete: Ctrl-Space.
# Hover over any word to read about it.
query Pending {
  invitations(filter: { status: PENDING }, perPage: 10) {
    totalCount
    nodes {
      id
      email
      createdAt
      expiresAt
      target {
        __typename
        ... on OrganizationMembership {
          organization {
            name
          }
          role
        }
        ... on ArrayShare {
          name
          arrayActions
        }
        ... on GroupShare {
          group {
            id
          }
          groupActions
        }
        ... on PaymentShare {
          payerNamespaceId
        }
      }
    }
  }
}
`,
  },
  {
    name: 'PageTwo',
    query: `# By number; or by cursor: give endCursor
# to "first: 5, after:" and page two follows.
query PageTwo {
  byNumber: invitations(page: 2, perPage: 5) {
    page
    totalPages
    totalCount
    nodes {
      id
      type
      status
    }
  }
  firstPage: invitations(first: 5) {
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`,
  },
  {
    name: 'Accept',
    query: `# How it ended is data: a union's member.
# Run it again: nothing is left to accept.
mutation Accept($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) {
    __typename
    ... on InvitationAccepted {
      invitation {
        id
        status
        acceptedAt
      }
    }
    ... on InvitationError {
      code
      message
      requestId
    }
  }
}
`,
    variables: { input: { invitationId: 'an id from Pending' } },
  },
  {
    name: 'CancelEach',
    query: `# Each kind names where it belongs:
# an organization, an array or a group.
mutation CancelEach(
  $organization: CancelOrganizationInvitationInput!
  $array: CancelArrayInvitationInput!
  $group: CancelGroupInvitationInput!
) {
  organization: cancelOrganizationInvitation(input: $organization) {
    ...Outcome
  }
  array: cancelArrayInvitation(input: $array) {
    ...Outcome
  }
  group: cancelGroupInvitation(input: $group) {
    ...Outcome
  }
}

fragment Outcome on CancelInvitationResult {
  __typename
  ... on InvitationCancelled {
    invitationId
  }
  ... on InvitationError {
    code
    message
  }
}
`,
    variables: {
      organization: {
        invitationId: 'an id from Pending',
        organization: 'its organization',
      },
      array: {
        invitationId: 'an id from Pending',
        namespace: 'the namespace that the array is in',
        array: 'its array',
      },
      group: {
        invitationId: 'an id from Pending',
        namespace: 'the namespace that the group is in',
        group: 'its group',
      },
    },
  },
  {
    name: 'InviteSome',
    query: `# The answer says who was not reached. Ask
# again for these only: mail goes out twice.
mutation InviteSome($input: InviteToOrganizationInput!) {
  inviteToOrganization(input: $input) {
    __typename
    ... on InvitationsSent {
      recipients
    }
    ... on InvitationsPartiallySent {
      recipients
      failedRecipients
    }
    ... on RecipientsUnreachable {
      failedRecipients
    }
    ... on InvitationError {
      code
      message
    }
  }
}
`,
    variables: {
      input: {
        organization: 'your organization',
        emails: ['someone@example.com', 'nobody@example.com'],
        role: 'READ_ONLY',
      },
    },
  },
  {
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
  },
];

import { graphql } from './generated/index.ts';

graphql(`
  fragment InvitationItem on Invitation {
    id
    type
    status
    email
    invitedNamespace
    ownerNamespaceId
    createdAt
    expiresAt
    acceptedAt
    target {
      __typename
      ... on OrganizationMembership {
        organization {
          name
        }
        role
        namespaceActions
      }
      ... on ArrayShare {
        name
        arrayActions
      }
      ... on GroupShare {
        group {
          id
        }
        arrayActions
        groupActions
      }
      ... on PaymentShare {
        payerNamespaceId
      }
    }
  }
`);

export const NumberedPage = graphql(`
  query NumberedPage($filter: InvitationFilter!, $page: Int!, $perPage: Int!) {
    invitations(filter: $filter, page: $page, perPage: $perPage) {
      page
      totalPages
      totalCount
      pageInfo {
        hasNextPage
      }
      nodes {
        ...InvitationItem
      }
    }
  }
`);

export const Stretch = graphql(`
  query Stretch($filter: InvitationFilter!, $first: Int!, $after: String) {
    invitations(filter: $filter, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
      }
      edges {
        cursor
        node {
          ...InvitationItem
        }
      }
    }
  }
`);

graphql(`
  fragment Refusal on InvitationError {
    code
    message
    requestId
  }
`);

export const AcceptInvitation = graphql(`
  mutation AcceptInvitation($input: AcceptInvitationInput!) {
    outcome: acceptInvitation(input: $input) {
      __typename
      ... on InvitationAccepted {
        invitationId
      }
      ...Refusal
    }
  }
`);

graphql(`
  fragment CancelOutcome on CancelInvitationResult {
    __typename
    ... on InvitationCancelled {
      invitationId
    }
    ...Refusal
  }
`);

export const CancelOrganizationInvitation = graphql(`
  mutation CancelOrganizationInvitation($input: CancelOrganizationInvitationInput!) {
    outcome: cancelOrganizationInvitation(input: $input) {
      ...CancelOutcome
    }
  }
`);

export const CancelArrayInvitation = graphql(`
  mutation CancelArrayInvitation($input: CancelArrayInvitationInput!) {
    outcome: cancelArrayInvitation(input: $input) {
      ...CancelOutcome
    }
  }
`);

export const CancelGroupInvitation = graphql(`
  mutation CancelGroupInvitation($input: CancelGroupInvitationInput!) {
    outcome: cancelGroupInvitation(input: $input) {
      ...CancelOutcome
    }
  }
`);

graphql(`
  fragment SendOutcome on SendInvitationsResult {
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
    ...Refusal
  }
`);

export const InviteToOrganization = graphql(`
  mutation InviteToOrganization($input: InviteToOrganizationInput!) {
    outcome: inviteToOrganization(input: $input) {
      ...SendOutcome
    }
  }
`);

export const InviteToArray = graphql(`
  mutation InviteToArray($input: InviteToArrayInput!) {
    outcome: inviteToArray(input: $input) {
      ...SendOutcome
    }
  }
`);

export const InviteToGroup = graphql(`
  mutation InviteToGroup($input: InviteToGroupInput!) {
    outcome: inviteToGroup(input: $input) {
      ...SendOutcome
    }
  }
`);

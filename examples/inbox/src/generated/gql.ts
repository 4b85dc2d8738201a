/* eslint-disable */
import * as types from './graphql';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  fragment InvitationItem on Invitation {\n    id\n    type\n    status\n    email\n    invitedNamespace\n    ownerNamespaceId\n    createdAt\n    expiresAt\n    acceptedAt\n    target {\n      __typename\n      ... on OrganizationMembership {\n        organization {\n          name\n        }\n        role\n        namespaceActions\n      }\n      ... on ArrayShare {\n        name\n        arrayActions\n      }\n      ... on GroupShare {\n        group {\n          id\n        }\n        arrayActions\n        groupActions\n      }\n      ... on PaymentShare {\n        payerNamespaceId\n      }\n    }\n  }\n": typeof types.InvitationItemFragmentDoc,
    "\n  query NumberedPage($filter: InvitationFilter!, $page: Int!, $perPage: Int!) {\n    invitations(filter: $filter, page: $page, perPage: $perPage) {\n      page\n      totalPages\n      totalCount\n      pageInfo {\n        hasNextPage\n      }\n      nodes {\n        ...InvitationItem\n      }\n    }\n  }\n": typeof types.NumberedPageDocument,
    "\n  query Stretch($filter: InvitationFilter!, $first: Int!, $after: String) {\n    invitations(filter: $filter, first: $first, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n      }\n      edges {\n        cursor\n        node {\n          ...InvitationItem\n        }\n      }\n    }\n  }\n": typeof types.StretchDocument,
    "\n  fragment Refusal on InvitationError {\n    code\n    message\n    requestId\n  }\n": typeof types.RefusalFragmentDoc,
    "\n  mutation AcceptInvitation($input: AcceptInvitationInput!) {\n    outcome: acceptInvitation(input: $input) {\n      __typename\n      ... on InvitationAccepted {\n        invitationId\n      }\n      ...Refusal\n    }\n  }\n": typeof types.AcceptInvitationDocument,
    "\n  fragment CancelOutcome on CancelInvitationResult {\n    __typename\n    ... on InvitationCancelled {\n      invitationId\n    }\n    ...Refusal\n  }\n": typeof types.CancelOutcomeFragmentDoc,
    "\n  mutation CancelOrganizationInvitation($input: CancelOrganizationInvitationInput!) {\n    outcome: cancelOrganizationInvitation(input: $input) {\n      ...CancelOutcome\n    }\n  }\n": typeof types.CancelOrganizationInvitationDocument,
    "\n  mutation CancelArrayInvitation($input: CancelArrayInvitationInput!) {\n    outcome: cancelArrayInvitation(input: $input) {\n      ...CancelOutcome\n    }\n  }\n": typeof types.CancelArrayInvitationDocument,
    "\n  mutation CancelGroupInvitation($input: CancelGroupInvitationInput!) {\n    outcome: cancelGroupInvitation(input: $input) {\n      ...CancelOutcome\n    }\n  }\n": typeof types.CancelGroupInvitationDocument,
    "\n  fragment SendOutcome on SendInvitationsResult {\n    __typename\n    ... on InvitationsSent {\n      recipients\n    }\n    ... on InvitationsPartiallySent {\n      recipients\n      failedRecipients\n    }\n    ... on RecipientsUnreachable {\n      failedRecipients\n    }\n    ...Refusal\n  }\n": typeof types.SendOutcomeFragmentDoc,
    "\n  mutation InviteToOrganization($input: InviteToOrganizationInput!) {\n    outcome: inviteToOrganization(input: $input) {\n      ...SendOutcome\n    }\n  }\n": typeof types.InviteToOrganizationDocument,
    "\n  mutation InviteToArray($input: InviteToArrayInput!) {\n    outcome: inviteToArray(input: $input) {\n      ...SendOutcome\n    }\n  }\n": typeof types.InviteToArrayDocument,
    "\n  mutation InviteToGroup($input: InviteToGroupInput!) {\n    outcome: inviteToGroup(input: $input) {\n      ...SendOutcome\n    }\n  }\n": typeof types.InviteToGroupDocument,
};
const documents: Documents = {
    "\n  fragment InvitationItem on Invitation {\n    id\n    type\n    status\n    email\n    invitedNamespace\n    ownerNamespaceId\n    createdAt\n    expiresAt\n    acceptedAt\n    target {\n      __typename\n      ... on OrganizationMembership {\n        organization {\n          name\n        }\n        role\n        namespaceActions\n      }\n      ... on ArrayShare {\n        name\n        arrayActions\n      }\n      ... on GroupShare {\n        group {\n          id\n        }\n        arrayActions\n        groupActions\n      }\n      ... on PaymentShare {\n        payerNamespaceId\n      }\n    }\n  }\n": types.InvitationItemFragmentDoc,
    "\n  query NumberedPage($filter: InvitationFilter!, $page: Int!, $perPage: Int!) {\n    invitations(filter: $filter, page: $page, perPage: $perPage) {\n      page\n      totalPages\n      totalCount\n      pageInfo {\n        hasNextPage\n      }\n      nodes {\n        ...InvitationItem\n      }\n    }\n  }\n": types.NumberedPageDocument,
    "\n  query Stretch($filter: InvitationFilter!, $first: Int!, $after: String) {\n    invitations(filter: $filter, first: $first, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n      }\n      edges {\n        cursor\n        node {\n          ...InvitationItem\n        }\n      }\n    }\n  }\n": types.StretchDocument,
    "\n  fragment Refusal on InvitationError {\n    code\n    message\n    requestId\n  }\n": types.RefusalFragmentDoc,
    "\n  mutation AcceptInvitation($input: AcceptInvitationInput!) {\n    outcome: acceptInvitation(input: $input) {\n      __typename\n      ... on InvitationAccepted {\n        invitationId\n      }\n      ...Refusal\n    }\n  }\n": types.AcceptInvitationDocument,
    "\n  fragment CancelOutcome on CancelInvitationResult {\n    __typename\n    ... on InvitationCancelled {\n      invitationId\n    }\n    ...Refusal\n  }\n": types.CancelOutcomeFragmentDoc,
    "\n  mutation CancelOrganizationInvitation($input: CancelOrganizationInvitationInput!) {\n    outcome: cancelOrganizationInvitation(input: $input) {\n      ...CancelOutcome\n    }\n  }\n": types.CancelOrganizationInvitationDocument,
    "\n  mutation CancelArrayInvitation($input: CancelArrayInvitationInput!) {\n    outcome: cancelArrayInvitation(input: $input) {\n      ...CancelOutcome\n    }\n  }\n": types.CancelArrayInvitationDocument,
    "\n  mutation CancelGroupInvitation($input: CancelGroupInvitationInput!) {\n    outcome: cancelGroupInvitation(input: $input) {\n      ...CancelOutcome\n    }\n  }\n": types.CancelGroupInvitationDocument,
    "\n  fragment SendOutcome on SendInvitationsResult {\n    __typename\n    ... on InvitationsSent {\n      recipients\n    }\n    ... on InvitationsPartiallySent {\n      recipients\n      failedRecipients\n    }\n    ... on RecipientsUnreachable {\n      failedRecipients\n    }\n    ...Refusal\n  }\n": types.SendOutcomeFragmentDoc,
    "\n  mutation InviteToOrganization($input: InviteToOrganizationInput!) {\n    outcome: inviteToOrganization(input: $input) {\n      ...SendOutcome\n    }\n  }\n": types.InviteToOrganizationDocument,
    "\n  mutation InviteToArray($input: InviteToArrayInput!) {\n    outcome: inviteToArray(input: $input) {\n      ...SendOutcome\n    }\n  }\n": types.InviteToArrayDocument,
    "\n  mutation InviteToGroup($input: InviteToGroupInput!) {\n    outcome: inviteToGroup(input: $input) {\n      ...SendOutcome\n    }\n  }\n": types.InviteToGroupDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment InvitationItem on Invitation {\n    id\n    type\n    status\n    email\n    invitedNamespace\n    ownerNamespaceId\n    createdAt\n    expiresAt\n    acceptedAt\n    target {\n      __typename\n      ... on OrganizationMembership {\n        organization {\n          name\n        }\n        role\n        namespaceActions\n      }\n      ... on ArrayShare {\n        name\n        arrayActions\n      }\n      ... on GroupShare {\n        group {\n          id\n        }\n        arrayActions\n        groupActions\n      }\n      ... on PaymentShare {\n        payerNamespaceId\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment InvitationItem on Invitation {\n    id\n    type\n    status\n    email\n    invitedNamespace\n    ownerNamespaceId\n    createdAt\n    expiresAt\n    acceptedAt\n    target {\n      __typename\n      ... on OrganizationMembership {\n        organization {\n          name\n        }\n        role\n        namespaceActions\n      }\n      ... on ArrayShare {\n        name\n        arrayActions\n      }\n      ... on GroupShare {\n        group {\n          id\n        }\n        arrayActions\n        groupActions\n      }\n      ... on PaymentShare {\n        payerNamespaceId\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NumberedPage($filter: InvitationFilter!, $page: Int!, $perPage: Int!) {\n    invitations(filter: $filter, page: $page, perPage: $perPage) {\n      page\n      totalPages\n      totalCount\n      pageInfo {\n        hasNextPage\n      }\n      nodes {\n        ...InvitationItem\n      }\n    }\n  }\n"): (typeof documents)["\n  query NumberedPage($filter: InvitationFilter!, $page: Int!, $perPage: Int!) {\n    invitations(filter: $filter, page: $page, perPage: $perPage) {\n      page\n      totalPages\n      totalCount\n      pageInfo {\n        hasNextPage\n      }\n      nodes {\n        ...InvitationItem\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Stretch($filter: InvitationFilter!, $first: Int!, $after: String) {\n    invitations(filter: $filter, first: $first, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n      }\n      edges {\n        cursor\n        node {\n          ...InvitationItem\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Stretch($filter: InvitationFilter!, $first: Int!, $after: String) {\n    invitations(filter: $filter, first: $first, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n      }\n      edges {\n        cursor\n        node {\n          ...InvitationItem\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Refusal on InvitationError {\n    code\n    message\n    requestId\n  }\n"): (typeof documents)["\n  fragment Refusal on InvitationError {\n    code\n    message\n    requestId\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AcceptInvitation($input: AcceptInvitationInput!) {\n    outcome: acceptInvitation(input: $input) {\n      __typename\n      ... on InvitationAccepted {\n        invitationId\n      }\n      ...Refusal\n    }\n  }\n"): (typeof documents)["\n  mutation AcceptInvitation($input: AcceptInvitationInput!) {\n    outcome: acceptInvitation(input: $input) {\n      __typename\n      ... on InvitationAccepted {\n        invitationId\n      }\n      ...Refusal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment CancelOutcome on CancelInvitationResult {\n    __typename\n    ... on InvitationCancelled {\n      invitationId\n    }\n    ...Refusal\n  }\n"): (typeof documents)["\n  fragment CancelOutcome on CancelInvitationResult {\n    __typename\n    ... on InvitationCancelled {\n      invitationId\n    }\n    ...Refusal\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CancelOrganizationInvitation($input: CancelOrganizationInvitationInput!) {\n    outcome: cancelOrganizationInvitation(input: $input) {\n      ...CancelOutcome\n    }\n  }\n"): (typeof documents)["\n  mutation CancelOrganizationInvitation($input: CancelOrganizationInvitationInput!) {\n    outcome: cancelOrganizationInvitation(input: $input) {\n      ...CancelOutcome\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CancelArrayInvitation($input: CancelArrayInvitationInput!) {\n    outcome: cancelArrayInvitation(input: $input) {\n      ...CancelOutcome\n    }\n  }\n"): (typeof documents)["\n  mutation CancelArrayInvitation($input: CancelArrayInvitationInput!) {\n    outcome: cancelArrayInvitation(input: $input) {\n      ...CancelOutcome\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CancelGroupInvitation($input: CancelGroupInvitationInput!) {\n    outcome: cancelGroupInvitation(input: $input) {\n      ...CancelOutcome\n    }\n  }\n"): (typeof documents)["\n  mutation CancelGroupInvitation($input: CancelGroupInvitationInput!) {\n    outcome: cancelGroupInvitation(input: $input) {\n      ...CancelOutcome\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment SendOutcome on SendInvitationsResult {\n    __typename\n    ... on InvitationsSent {\n      recipients\n    }\n    ... on InvitationsPartiallySent {\n      recipients\n      failedRecipients\n    }\n    ... on RecipientsUnreachable {\n      failedRecipients\n    }\n    ...Refusal\n  }\n"): (typeof documents)["\n  fragment SendOutcome on SendInvitationsResult {\n    __typename\n    ... on InvitationsSent {\n      recipients\n    }\n    ... on InvitationsPartiallySent {\n      recipients\n      failedRecipients\n    }\n    ... on RecipientsUnreachable {\n      failedRecipients\n    }\n    ...Refusal\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation InviteToOrganization($input: InviteToOrganizationInput!) {\n    outcome: inviteToOrganization(input: $input) {\n      ...SendOutcome\n    }\n  }\n"): (typeof documents)["\n  mutation InviteToOrganization($input: InviteToOrganizationInput!) {\n    outcome: inviteToOrganization(input: $input) {\n      ...SendOutcome\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation InviteToArray($input: InviteToArrayInput!) {\n    outcome: inviteToArray(input: $input) {\n      ...SendOutcome\n    }\n  }\n"): (typeof documents)["\n  mutation InviteToArray($input: InviteToArrayInput!) {\n    outcome: inviteToArray(input: $input) {\n      ...SendOutcome\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation InviteToGroup($input: InviteToGroupInput!) {\n    outcome: inviteToGroup(input: $input) {\n      ...SendOutcome\n    }\n  }\n"): (typeof documents)["\n  mutation InviteToGroup($input: InviteToGroupInput!) {\n    outcome: inviteToGroup(input: $input) {\n      ...SendOutcome\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;
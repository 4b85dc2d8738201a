
      export type PossibleTypesResultData = {
  "possibleTypes": {
    "AcceptInvitationResult": [
      "InvitationAccepted",
      "InvitationNotFound",
      "InvitationRejected"
    ],
    "CancelInvitationResult": [
      "InvitationCancelled",
      "InvitationNotFound",
      "InvitationRejected"
    ],
    "InvitationError": [
      "InvitationNotFound",
      "InvitationRejected",
      "RecipientsUnreachable"
    ],
    "InvitationTarget": [
      "ArrayShare",
      "GroupShare",
      "OrganizationMembership",
      "PaymentShare"
    ],
    "SendInvitationsResult": [
      "InvitationRejected",
      "InvitationsPartiallySent",
      "InvitationsSent",
      "RecipientsUnreachable"
    ]
  }
};
      const result: PossibleTypesResultData = {
  "possibleTypes": {
    "AcceptInvitationResult": [
      "InvitationAccepted",
      "InvitationNotFound",
      "InvitationRejected"
    ],
    "CancelInvitationResult": [
      "InvitationCancelled",
      "InvitationNotFound",
      "InvitationRejected"
    ],
    "InvitationError": [
      "InvitationNotFound",
      "InvitationRejected",
      "RecipientsUnreachable"
    ],
    "InvitationTarget": [
      "ArrayShare",
      "GroupShare",
      "OrganizationMembership",
      "PaymentShare"
    ],
    "SendInvitationsResult": [
      "InvitationRejected",
      "InvitationsPartiallySent",
      "InvitationsSent",
      "RecipientsUnreachable"
    ]
  }
};
      export default result;
    

      export type PossibleTypesResultData = {
  "possibleTypes": {
    "AcceptInvitationResult": [
      "InvitationAccepted",
      "InvitationNotFound",
      "InvitationOutcomeUnknown",
      "InvitationRejected"
    ],
    "CancelInvitationResult": [
      "InvitationCancelled",
      "InvitationNotFound",
      "InvitationOutcomeUnknown",
      "InvitationRejected"
    ],
    "InvitationError": [
      "InvitationNotFound",
      "InvitationOutcomeUnknown",
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
      "InvitationOutcomeUnknown",
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
      "InvitationOutcomeUnknown",
      "InvitationRejected"
    ],
    "CancelInvitationResult": [
      "InvitationCancelled",
      "InvitationNotFound",
      "InvitationOutcomeUnknown",
      "InvitationRejected"
    ],
    "InvitationError": [
      "InvitationNotFound",
      "InvitationOutcomeUnknown",
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
      "InvitationOutcomeUnknown",
      "InvitationRejected",
      "InvitationsPartiallySent",
      "InvitationsSent",
      "RecipientsUnreachable"
    ]
  }
};
      export default result;
    
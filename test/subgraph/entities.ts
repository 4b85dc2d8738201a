/** What a gateway sends to complete entities that it met in another subgraph. */
export const ENTITIES = `query($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on Invitation { id email }
    ... on Organization { name invitations { totalCount nodes { email } } }
    ... on User { id }
    ... on TileDBArray { id }
    ... on TileDBGroup { id }
  }
}`;

/** The query with which a gateway completes entities from another subgraph. */
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

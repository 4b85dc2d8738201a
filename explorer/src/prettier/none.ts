// The GraphQL worker can format, but GraphiQL formats on the page itself and never asks it to.
export default {};
